"""Whom the list serves less well: recall, precision and calibration by group, or "not estimable".

This is the only reader of the columns that no feature and no reason may use.
"""

from datetime import date
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd

from features.population import by_date
from features.records import Records
from features.scope import Scope
from features.text import Text
from training.figures import RiskFigures
from training.judge import MODEL

LEAST_FALLS = 10  # with fewer falls a recall says nothing: "not estimable", never "fair"
LEAST_LISTED = 10
RATIO = 0.8  # recall of a group below 0.8 of the others' is flagged (the four-fifths rule)
ELDER_FROM = 60
GROUPS = {
    "formerly_poor": Text(zh="脱贫户", en="Formerly poor"),
    "minority_township": Text(zh="民族乡镇", en="Minority township"),
    "head_female": Text(zh="女性户主", en="Headed by a woman"),
    "migrant": Text(zh="整户外出", en="Whole household away"),
    "elderly_only": Text(zh="全为老年人", en="Elderly only"),
    "disabled": Text(zh="有残疾成员", en="With a disabled member"),
}


def wilson(successes: float, trials: float) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson).

    >>> [round(x, 3) for x in wilson(5, 20)]
    [0.112, 0.469]
    """
    if not trials:
        return float("nan"), float("nan")
    z = 1.959964
    share, spread = successes / trials, z * z / trials
    middle = share + spread / 2
    width = z * sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return max(0.0, (middle - width) / (1 + spread)), min(1.0, (middle + width) / (1 + spread))


def memberships(records: Records, rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """For each of `rows` (household_id, as_of, village_code), True or False per group as known on its date."""
    parts = [_on(records, as_of, some, scope) for as_of, some in by_date(rows)]
    return pd.concat(parts).loc[rows.index]


def _on(records: Records, as_of: date, rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    read = {n: records.rows(n, as_of, scope) for n in ("households", "members", "areas", "disability_certificates")}
    households = _last(read["households"], "household_id")
    living = read["members"]
    living = living[living["left_on"].isna() | (living["left_on"] > pd.Timestamp(as_of))]
    youngest = living.groupby("household_id")["born_on"].max()
    elders_since = pd.Timestamp(as_of) - pd.DateOffset(years=ELDER_FROM)
    minority = _last(read["areas"], "area_code")["minority_township"].fillna(False).astype(bool)
    township = rows["village_code"].str[:9] + "000"
    who = rows["household_id"]
    certificates = read["disability_certificates"]
    valid = certificates["valid_until_on"].isna() | (certificates["valid_until_on"] >= pd.Timestamp(as_of))
    holders = set(certificates.loc[valid, "person_id"])
    return pd.DataFrame(
        {
            "formerly_poor": rows["group"] == "return",
            "minority_township": township.map(minority).fillna(False).astype(bool),
            "head_female": who.map(households["head_female"]).fillna(False).astype(bool),
            "migrant": who.map(households["migrant"]).fillna(False).astype(bool),
            "elderly_only": who.map(youngest) <= elders_since,
            "disabled": who.isin(living.loc[living["person_id"].isin(holders), "household_id"]),
        },
        index=rows.index,
    )


def _last(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    return rows.sort_values(["happened_on", "known_on", "record_id"]).drop_duplicates(key, keep="last").set_index(key)


def fairness(figures: RiskFigures, groups: pd.DataFrame) -> list[dict[str, Any]]:
    """One row per group and its complement; figures with too few falls are None and `estimable` says so."""
    return gaps(figures.rows.assign(listed=figures.listed(MODEL)), groups)


def gaps(rows: pd.DataFrame, groups: pd.DataFrame) -> list[dict[str, Any]]:
    """The same of any rows with `outcome`, `listed` (bool) and `probability__model`; see `fairness`."""
    found = []
    for name, label in GROUPS.items():
        inside = groups[name].to_numpy()
        if inside.any() and not inside.all():
            one, rest = _measured(rows[inside]), _measured(rows[~inside])
            comparable = one["estimable"] and rest["estimable"] and rest["recall"]["value"]
            share = one["recall"]["value"] / rest["recall"]["value"] if comparable else None
            found.append(
                {"group": name, "zh": label.zh, "en": label.en, "inside": one, "others": rest, "recall_ratio": share}
                | {"flagged": share is not None and not RATIO <= share <= 1 / RATIO}
                | {"certain": share is not None and _apart(one["recall"], rest["recall"])}
            )
    return found


def _apart(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two shares' intervals have nothing in common."""
    return one["low"] > other["high"] or other["low"] > one["high"]


def _measured(rows: pd.DataFrame) -> dict[str, Any]:
    falls, listed = rows["outcome"].sum(), int(rows["listed"].sum())
    caught = rows.loc[rows["listed"], "outcome"].sum()
    said = rows[f"probability__{MODEL}"].sum()
    estimable = falls >= LEAST_FALLS
    return {
        "n": len(rows),
        "falls": int(falls),
        "listed": listed,
        "estimable": bool(estimable),
        "recall": _share(caught, falls) if estimable else None,
        "precision": _share(caught, listed) if listed >= LEAST_LISTED else None,
        "observed_over_expected": float(falls / said) if estimable and said > 0 else None,
    }


def _share(successes: float, trials: float) -> dict[str, float]:
    low, high = wilson(successes, trials)
    return {"value": float(np.divide(successes, trials)), "low": low, "high": high}
