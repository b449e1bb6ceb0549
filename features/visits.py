"""What each visit found and what the next one found: the outcomes of a source that only comes by.

A survey panel has no decisions. Whether a household was poor is read from its own income at the visit,
per adult equivalent, against the monitoring line of its area and date; what became of it, from the next
visit (`Source.outcome` "next_visit", `Source.cohort` "visited").
"""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from features.engine import connect
from features.records import Records, valid_on
from features.scope import Scope
from features.standard import LINE, Standards

WEIGHTS = "weights.parquet"  # household_id, as_of, weight: how many households one visited household stands for
COLUMNS = (
    *("household_id", "as_of", "village_code", "visit", "welfare", "poor", "poor_before"),
    *("next_as_of", "months_to_next", "next_welfare", "next_poor", "first_visit", "weight"),
)
_TABLES = ("visits", "households", "incomes", "members")
_VISITED = f"""
    SELECT household_id, last_day(make_date(year(happened_on), 3 * quarter(happened_on), 1)) AS as_of
    FROM versions_visits WHERE result <> 'not_reached' AND {valid_on("happened_on")}
    GROUP BY ALL
"""
_MONTHS = f"""
    SELECT household_id, as_of, i.happened_on, sum(amount_fen) / 100.0 AS income
    FROM visited JOIN versions_incomes i USING (household_id)
    WHERE date_trunc('quarter', i.happened_on) = date_trunc('quarter', as_of)
        AND i.happened_on <= as_of AND {valid_on("as_of", "i")}
    GROUP BY ALL
"""
_ADULTS = f"""
    SELECT household_id, as_of, sum(equivalent_adults) AS adults
    FROM visited JOIN versions_members m USING (household_id)
    WHERE m.happened_on <= as_of AND (m.left_on IS NULL OR m.left_on > as_of) AND {valid_on("as_of", "m")}
    GROUP BY ALL
"""
_PLACES = f"""
    SELECT household_id, as_of, max_by(h.village_code, h.known_on) AS village_code
    FROM visited JOIN versions_households h USING (household_id)
    WHERE h.happened_on <= as_of AND {valid_on("as_of", "h")}
    GROUP BY ALL
"""
_FOUND = f"""
    WITH visited AS ({_VISITED}), months AS ({_MONTHS}), adults AS ({_ADULTS}), places AS ({_PLACES}),
        latest AS (SELECT household_id, as_of, max_by(income, happened_on) AS income FROM months GROUP BY ALL)
    SELECT household_id, as_of, village_code, 12 * income / adults AS yearly
    FROM visited JOIN places USING (household_id, as_of)
        LEFT JOIN latest USING (household_id, as_of) LEFT JOIN adults USING (household_id, as_of)
    ORDER BY household_id, as_of
"""


def visits_frame(records: Records, scope: Scope | None = None) -> pd.DataFrame:
    """One row per household and visit with known income, ordered by household and date: `COLUMNS`.

    `as_of` closes the quarter of the visit; several visits in a quarter count once. `welfare` is twelve
    times the latest month's income in that quarter per adult equivalent, divided by the line of area and
    date; `poor` is welfare < 1; `poor_before` says that some earlier visit found it poor. The `next_`
    columns and `months_to_next` are those of the household's next visit, empty when there is none yet;
    `next_welfare` and `next_poor` are also empty when the next visit learnt no income. `first_visit` is
    the date of the first visit, `visit` counts from 1. A visit that learnt no income can call nobody
    poor or not and has no row. Every date sees only what was known on it. Raises MissingStandardError.
    """
    frame = _with_line(_found(records, scope or Scope.everything()), records.root)
    frame["welfare"] = frame.pop("yearly") / frame.pop(LINE)
    frame["poor"] = frame["welfare"].lt(1).astype("boolean").where(frame["welfare"].notna())
    frame = _with_neighbours(frame)
    frame = _with_weight(frame[frame["welfare"].notna()], records.root)
    return frame.astype({"poor": bool, "poor_before": bool})[list(COLUMNS)].reset_index(drop=True)


def visits(records: Records) -> pd.DataFrame:
    """`visits_frame` of the whole store, read once: a panel's frame is large and every step asks for it.

    Do not change it in place.
    """
    return _visits(records.root, records.contents())


@lru_cache(maxsize=1)
def _visits(root: Path, contents: str) -> pd.DataFrame:
    return visits_frame(Records(root))


def _found(records: Records, scope: Scope) -> pd.DataFrame:
    with connect(records.root) as connection:
        records.register(connection, scope, names=_TABLES)
        return connection.execute(_FOUND).df()


def _with_line(frame: pd.DataFrame, root: Path) -> pd.DataFrame:
    places = frame[["village_code", "as_of"]].drop_duplicates()
    standards = Standards.load(root / "standards")
    days = zip(places["village_code"], places["as_of"].dt.date, strict=True)
    places[LINE] = pd.Series([standards.amount(LINE, *place) for place in days], places.index, "float64")
    return frame.merge(places, on=["village_code", "as_of"], how="left")


def _with_neighbours(frame: pd.DataFrame) -> pd.DataFrame:
    """Add what earlier visits and the next one found; rows are ordered by household and date."""
    households = frame.groupby("household_id", sort=False)
    frame["visit"] = households.cumcount() + 1
    frame["first_visit"] = households["as_of"].transform("first")
    for name in ("as_of", "welfare", "poor"):
        frame[f"next_{name}"] = households[name].shift(-1)
    times_poor = frame["poor"].fillna(False).astype("int64")
    frame["poor_before"] = times_poor.groupby(frame["household_id"], sort=False).cumsum() > times_poor
    frame["months_to_next"] = _months(frame["next_as_of"]) - _months(frame["as_of"])
    return frame


def _months(days: pd.Series) -> pd.Series:
    return days.dt.year * 12 + days.dt.month


def _with_weight(frame: pd.DataFrame, root: Path) -> pd.DataFrame:
    path = root / WEIGHTS
    if not path.exists():
        return frame.assign(weight=1.0)
    weights = pd.read_parquet(path).astype({"as_of": frame["as_of"].dtype})
    return frame.merge(weights, on=["household_id", "as_of"], how="left")
