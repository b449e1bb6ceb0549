"""Who is listed, by which lane and at which place: all households of a county together, by a few narrow columns."""

from datetime import date

import numpy as np
import pandas as pd

from models.lists import lanes

SEATED_BY = (
    *("household_id", "township_code", "return_risk", "monitored", "sufficient"),
    *("alerts", "confirmed_on", "settled_on", "visited_on"),
)
SEATED = ("status", "position", "seats", "selection_probability", "place")
CALL_AGAIN_MONTHS = 6  # who lacked records and was reached is called again after so long
JUST_VISITED_DAYS = 28  # for the audit: what was found so lately is known


def seated(rows: pd.DataFrame, capacity: pd.DataFrame, seed: int, as_of: date) -> pd.DataFrame:
    """`rows`, of which `SEATED_BY` is read, with the columns `SEATED`: each household's lane, or why it is in none."""
    rows = rows.copy()
    rows["status"] = np.select(
        [rows["monitored"], rows["confirmed_on"].notna(), rows["alerts"] > 0], ["monitored", "in_procedure", "rule"], ""
    )
    unknown = (rows["status"] == "") & ~rows["sufficient"].astype(bool)
    called = rows["visited_on"] > pd.Timestamp(as_of) - pd.DateOffset(months=CALL_AGAIN_MONTHS)
    rows.loc[unknown, "status"] = np.where(called[unknown], "called", "insufficient")
    rows.loc[(rows["status"] == "") & rows["settled_on"].notna(), "status"] = "settled"
    candidates = lanes.by_risk(rows[rows["status"] == ""], seed)
    rows["position"] = candidates["position"].reindex(rows.index)
    rows["seats"] = rows["township_code"].map(lanes.model_seats(capacity)).fillna(0)
    rows.loc[rows["status"] == "", "status"] = np.where(rows["position"] <= rows["seats"], "model", "beyond_capacity")[
        rows["status"] == ""
    ]
    _draw_audit(rows, capacity, seed, as_of)
    rows["place"] = _places(rows, seed)
    return rows


def _draw_audit(rows: pd.DataFrame, capacity: pd.DataFrame, seed: int, as_of: date) -> None:
    """The audit may draw whoever is in no lane, except who is in procedure or was reached just now."""
    lately = rows["visited_on"] > pd.Timestamp(as_of) - pd.Timedelta(days=JUST_VISITED_DAYS)
    pool = rows[rows["status"].isin(["settled", "beyond_capacity", "called"]) & ~lately]
    draw = lanes.audit_slice(pool[["household_id", "township_code"]], capacity, seed)
    rows["selection_probability"] = np.where(rows["status"].isin(lanes.LANES), 1.0, 0.0)
    rows.loc[draw.index, "selection_probability"] = draw["selection_probability"]
    rows.loc[draw.index[draw["drawn"]], "status"] = "audit"


def _places(rows: pd.DataFrame, seed: int) -> pd.Series:
    """1, 2, 3 … within each township: clues by risk, whichever lane they came by, then audits, then calls.

    Visits are few and the rule lane is long; in the order of lanes the model's households would come last.
    """
    listed = rows[rows["status"].isin(lanes.LANES)]
    keys = pd.DataFrame(
        {
            "township": listed["township_code"],
            "turn": listed["status"].map({"rule": 0, "model": 0, "audit": 1, "insufficient": 2}),
            "risk": -listed["return_risk"].round(lanes.RISK_DIGITS),
            "lot": lanes.lots(listed["household_id"], seed, "tie"),
        }
    )
    ordered = keys.sort_values(list(keys.columns), kind="stable")
    return (ordered.groupby("township").cumcount() + 1).reindex(rows.index)
