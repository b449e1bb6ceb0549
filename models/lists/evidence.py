"""What a list rests on: kept beside it, and what later lists ask of it."""

import json

import pandas as pd

from models.lists.assessed import Assessed
from models.lists.found import by_reason

RISK = "return_risk"
EVIDENCE_COLUMNS = ["household_id", "as_of", "name", "value"]


def evidence(assessments: Assessed, fired: pd.DataFrame) -> pd.DataFrame:
    """What a list rests on, to be kept for later weeks: household_id, as_of, name, value.

    `name` is an alert, a feature that was stated as a reason, or "return_risk".
    """
    risk = assessments.figures[["household_id", "as_of", RISK]].rename(columns={RISK: "value"}).assign(name=RISK)
    alerts = fired[["household_id", "as_of", "alert", "evidence"]].rename(
        columns={"alert": "name", "evidence": "value"}
    )
    stated = [_stated(piece) for piece in assessments.pieces(["household_id", "as_of", "reasons"])]
    parts = [p[EVIDENCE_COLUMNS].astype({"value": "float64"}) for p in (risk, alerts, *stated) if len(p)]
    whole = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=EVIDENCE_COLUMNS)
    return whole.astype({"as_of": "datetime64[us]"})


def _stated(assessments: pd.DataFrame) -> pd.DataFrame:
    """A row for every reason that was stated, columns `EVIDENCE_COLUMNS`."""
    texts = assessments["reasons"].to_numpy(dtype=object)
    found = [(row, r["feature"], r.get("value")) for row, text in enumerate(texts) for r in json.loads(text)]
    rows, names, values = zip(*found, strict=True) if found else ((), (), ())
    whose = assessments[["household_id", "as_of"]].iloc[list(rows)]
    return whose.assign(name=list(names), value=list(values))


def asked_of_lists(found: pd.DataFrame, fired: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows of earlier lists' evidence that the checks `found` and the alerts `fired` ask for, whatever the list.

    Frames whose columns name the rows: (household_id, name) of what was checked and fires, with the household's risk,
    which every list holds; (name) of alerts among them that no window forgets, since it matters whether such an alert
    stood for anybody.
    """
    fires = fired[["household_id", "alert", "memory_months"]].astype({"alert": object})
    pairs = by_reason(found)[["household_id", "alert"]].astype({"alert": object}).merge(fires)
    named = pairs[["household_id", "alert"]].drop_duplicates().set_axis(["household_id", "name"], axis=1)
    risks = named[["household_id"]].drop_duplicates().assign(name=RISK)
    lasting = pairs.loc[pairs["memory_months"].isna(), ["alert"]].drop_duplicates().set_axis(["name"], axis=1)
    return [pd.concat([named, risks], ignore_index=True), lasting]
