"""Who there is on each date: village, group, and whether the household is monitored or helped already."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import pandas as pd

from features.calendar import add_months
from features.records import Records
from features.scope import Scope
from features.visits import visits

COLUMNS = ("household_id", "as_of", "village_code", "group", "monitored", "helped")
TAKEN_IN = ("identified", "rolled_back")
STATUS = (*TAKEN_IN, "eliminated")  # 'rejected' leaves a household as it was
HELP_LASTS_MONTHS = 12  # help whose end nobody recorded counts as running this long


def population(records: Records, dates: Sequence[date], scope: Scope | None = None) -> pd.DataFrame:
    """One row per household and date with the columns of `COLUMNS`, ordered by date and household.

    `group` is "return" for formerly poor households and "entry" for the others; on a source of the
    "visited" kind, "return" means poor at an earlier visit, and only the households visited in the
    quarter that ends with the date are there. `monitored` is the status as it was known on the date
    (on a "visited" source: poor now). `helped` says that help was running on the date.
    """
    scope = scope or Scope.everything()
    if records.source.cohort == "visited":
        return _visited(records, dates)
    return pd.concat([_residents(records, as_of, scope) for as_of in sorted(dates)], ignore_index=True)


def by_date(rows: pd.DataFrame) -> Iterator[tuple[date, pd.DataFrame]]:
    """The rows of each as-of date, in order of the dates."""
    for as_of, some in rows.groupby("as_of", sort=True):
        yield pd.Timestamp(str(as_of)).date(), some


def _residents(records: Records, as_of: date, scope: Scope) -> pd.DataFrame:
    households = _living(records.rows("households", as_of, scope), as_of)
    formerly_poor = households["formerly_poor"].fillna(False).astype(bool)
    identity = households["household_id"]
    monitored = monitored_households(records.rows("status_decisions", as_of, scope), as_of)
    helped = helped_households(records.rows("help_given", as_of, scope), as_of, as_of)
    return pd.DataFrame(
        {
            "household_id": identity,
            "as_of": pd.Timestamp(as_of).as_unit("us"),
            "village_code": households["village_code"],
            "group": np.where(formerly_poor, "return", "entry"),
            "monitored": identity.isin(monitored),
            "helped": identity.isin(helped),
        }
    ).reset_index(drop=True)


def _living(households: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """One row, the last, of every household that is not dissolved; the rule of the vector's spine."""
    day = pd.Timestamp(as_of)
    rows = households[(households["happened_on"] <= day)]
    rows = rows[rows["ended_on"].isna() | (rows["ended_on"] > day)]
    rows = rows.sort_values(["household_id", "happened_on", "known_on", "record_id"])
    return rows.drop_duplicates("household_id", keep="last")


def monitored_households(decisions: pd.DataFrame, as_of: date) -> set[str]:
    """The households whose last decision until `as_of` took them in."""
    rows = decisions[decisions["decision"].isin(STATUS) & (decisions["happened_on"] <= pd.Timestamp(as_of))]
    rows = rows.sort_values(["household_id", "happened_on", "known_on", "record_id"])
    last = rows.drop_duplicates("household_id", keep="last")
    return set(last.loc[last["decision"].isin(TAKEN_IN), "household_id"])


def helped_households(help_given: pd.DataFrame, first: date, last: date) -> set[str]:
    """The households for which some help was running on a day from `first` to `last`."""
    assumed = pd.Timestamp(add_months(first, -HELP_LASTS_MONTHS))
    ended = help_given["ended_on"]
    begun = help_given["happened_on"] <= pd.Timestamp(last)
    running = (ended > pd.Timestamp(first)) | (ended.isna() & (help_given["happened_on"] > assumed))
    return set(help_given.loc[begun & running, "household_id"])


def _visited(records: Records, dates: Sequence[date]) -> pd.DataFrame:
    found = visits(records)
    rows = found[found["as_of"].isin([pd.Timestamp(d) for d in dates])]
    made = rows.assign(
        group=np.where(rows["poor_before"].astype(bool), "return", "entry"),
        monitored=rows["poor"].astype(bool),
        helped=False,
    )
    return made[list(COLUMNS)].sort_values(["as_of", "household_id"], ignore_index=True)
