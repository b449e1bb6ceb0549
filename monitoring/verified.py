"""What visits found of the households that lists named: the list's precision, and what the audits say it missed."""

import numpy as np
import pandas as pd

from features.calendar import week_end, weeks_before
from monitoring.week import Week

WITHIN_DAYS = 28  # a visit within four weeks of a list answers it
WEEKS = 26
PROMPTED = ("list", "audit")  # visits that a list or its audit slice asked for; others chose their households
COLUMNS = ["household_id", "week", "as_of", "lane", "return_risk", "selection_probability", "on", "confirmed"]


def verified(week: Week, weeks: int = WEEKS) -> pd.DataFrame:
    """One row per visit that reached a listed household: `COLUMNS`; `confirmed` is True or False.

    A visit answers the last list before it that named the household. `selection_probability` is that of the
    list's draw: 1 but for audits.
    """
    listed = _listed(week, weeks)
    if listed.empty or (found := _found(week, listed["as_of"].min())).empty:
        return pd.DataFrame(columns=COLUMNS)
    rows = pd.merge_asof(
        found.sort_values("on"),
        listed.sort_values("as_of"),
        left_on="on",
        right_on="as_of",
        by="household_id",
        tolerance=pd.Timedelta(days=WITHIN_DAYS),
    ).dropna(subset="lane")
    return rows.drop_duplicates(["household_id", "week"])[COLUMNS].reset_index(drop=True)


def _listed(week: Week, weeks: int) -> pd.DataFrame:
    first = weeks_before(week.as_of, weeks)
    names = [w for w in week.weeks_listed if week_end(w) > first]
    columns = ["household_id", "week", "as_of", "lane", "return_risk", "selection_probability"]
    parts = [week.list_of(name, columns) for name in names]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return rows.assign(as_of=pd.to_datetime(rows["as_of"]).astype("datetime64[us]"))


def _found(week: Week, since: pd.Timestamp) -> pd.DataFrame:
    """What the visits on `since` and later came to."""
    visits = week.feeds.standing("visits", ["household_id", "happened_on", "prompted_by", "result"], since.date())
    rows = visits[visits["prompted_by"].isin(PROMPTED) & (visits["result"] != "not_reached")]
    return pd.DataFrame(
        {
            "household_id": rows["household_id"],
            "on": pd.to_datetime(rows["happened_on"]).astype("datetime64[us]"),
            "confirmed": rows["result"] == "confirmed",
        }
    )


def recall(rows: pd.DataFrame, sizes: pd.Series) -> float | None:
    """The share of the households that a visit would confirm which stood in a lane, in an average week.

    `rows` are `verified`; `sizes` the mean lengths of the rule and model lanes and, as "audit", how many
    households the audits were drawn from. Of these only the audits tell, each counted by the inverse of its
    probability. Whoever was not reached is taken to be like those reached. None where nothing was confirmed.
    """
    found = {lane: float(sizes[lane]) * _confirmed(some) for lane, some in rows.groupby("lane") if lane in sizes}
    missed = found.pop("audit", 0.0)
    listed = sum(found.values())
    return listed / (listed + missed) if listed + missed > 0 else None


def _confirmed(rows: pd.DataFrame) -> float:
    """The share that was confirmed, each visit by the inverse of its probability."""
    return float(np.average(rows["confirmed"].astype(float), weights=1 / rows["selection_probability"]))


def recall_interval(rows: pd.DataFrame, sizes: pd.Series, replicates: int = 400, seed: int = 0) -> tuple[float, float]:
    """The middle 95 % of `recall` over redrawn visits; NaN where it cannot be said."""
    random = np.random.default_rng(seed)
    drawn = [recall(rows.iloc[random.integers(0, len(rows), len(rows))], sizes) for _ in range(replicates)]
    known = [value for value in drawn if value is not None]
    low, high = np.quantile(known, [0.025, 0.975]) if known else (np.nan, np.nan)
    return float(low), float(high)
