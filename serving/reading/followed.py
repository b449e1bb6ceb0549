"""What became of lists and clues, from the records: what visits found, how far clues went, what help was followed by.

Pure functions of frames, as `features.records.Records.rows` gives them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from scipy.stats import beta

from features.calendar import add_months

WITHIN_DAYS = 28  # a visit so long after a list is counted as its answer
LEAST = 10  # verified households below which a share is not estimable
HELPED_WITHIN_DAYS = 90
FOLLOWED_MONTHS = 12


@dataclass(frozen=True)
class Share:
    """`part` of `whole` with its 90 % interval (Jeffreys); the interval is None where it is not estimable."""

    part: int
    whole: int

    @property
    def interval(self) -> tuple[float, float] | None:
        """The interval of the share.

        >>> Share(2, 5).interval is None, [round(x, 2) for x in Share(6, 30).interval]
        (True, [0.1, 0.34])
        """
        if self.whole < LEAST:
            return None
        low, high = beta.ppf([0.05, 0.95], self.part + 0.5, self.whole - self.part + 0.5)
        return (0.0 if self.part == 0 else float(low), 1.0 if self.part == self.whole else float(high))


@dataclass(frozen=True)
class ListOutcome:
    """What visits found of one week's list: households listed, visited, and of the visited what was found."""

    week: str
    listed: int
    visited: int
    confirmed: int
    changed: int
    not_confirmed: int
    not_reached: int

    @property
    def precision(self) -> Share:
        """Confirmed among those of whom a visit found out."""
        return Share(self.confirmed, self.confirmed + self.changed + self.not_confirmed)


def list_outcome(week: str, as_of: date, listed: Sequence[str], visits: pd.DataFrame) -> ListOutcome:
    """The first visit to each listed household within WITHIN_DAYS after `as_of` is the list's answer."""
    after = (visits["happened_on"] > pd.Timestamp(as_of)) & (
        visits["happened_on"] <= pd.Timestamp(as_of + timedelta(days=WITHIN_DAYS))
    )
    then, mine = visits[after].sort_values("happened_on", kind="stable"), set(listed)
    answers: dict[str, str] = {}
    for household, result in zip(then["household_id"], then["result"], strict=True):
        if household in mine:
            answers.setdefault(household, result)
    found = Counter(answers.values())
    kinds = {kind: found[kind] for kind in ("confirmed", "changed", "not_confirmed", "not_reached")}
    return ListOutcome(week, len(listed), sum(kinds.values()), **kinds)


@dataclass(frozen=True)
class Step:
    """One step of the procedure within the period: distinct households, and the median days since the step before."""

    name: str
    households: int
    days: float | None


def procedure(visits: pd.DataFrame, decisions: pd.DataFrame, help_given: pd.DataFrame, as_of: date) -> list[Step]:
    """The steps of the twelve months up to `as_of`; each counts what happened in them, not one set of households."""
    start = pd.Timestamp(add_months(as_of, -FOLLOWED_MONTHS))
    lately = {name: f[f["happened_on"] > start] for name, f in (("visits", visits), ("help", help_given))}
    decided = decisions[decisions["happened_on"] > start]
    identified = _first(decided, "identified")
    confirmed = lately["visits"]["result"] == "confirmed"
    first_help = lately["help"].groupby("household_id")["happened_on"].min()
    ended = _first(decided, "eliminated")
    began = _first(decisions, "identified")["happened_on"]
    return [
        Step("visited", lately["visits"]["household_id"].nunique(), None),
        Step("confirmed", lately["visits"].loc[confirmed, "household_id"].nunique(), None),
        Step("identified", len(identified), _median(identified["happened_on"] - identified["clue_on"])),
        Step("helped", len(first_help), _median(_after(first_help, identified["happened_on"]))),
        Step("eliminated", len(ended), _median(_after(ended["happened_on"], began))),
        Step("rolled_back", len(_first(decided, "rolled_back")), None),
    ]


def _first(decisions: pd.DataFrame, decision: str) -> pd.DataFrame:
    rows = decisions[decisions["decision"] == decision].sort_values("happened_on", kind="stable")
    return rows.drop_duplicates("household_id").set_index("household_id")


def _after(later: pd.Series, earlier: pd.Series) -> pd.Series:
    both = pd.concat({"later": later, "earlier": earlier}, axis=1).dropna()
    wait = both["later"] - both["earlier"]
    return wait[wait >= pd.Timedelta(0)]


def _median(waits: pd.Series) -> float | None:
    days = waits.dropna().dt.days
    return float(days.median()) if len(days) else None


@dataclass(frozen=True)
class HelpFollowed:
    """Households identified long enough ago, by whether help came soon, and what followed within a year."""

    helped: bool
    households: int
    eliminated: Share
    rolled_back: int


def help_followed(decisions: pd.DataFrame, help_given: pd.DataFrame, as_of: date) -> list[HelpFollowed]:
    """Those identified one to two years before `as_of`: helped within HELPED_WITHIN_DAYS, and not. Not causal."""
    identified = _first(decisions, "identified")["happened_on"]
    since, until = (pd.Timestamp(add_months(as_of, -months)) for months in (2 * FOLLOWED_MONTHS, FOLLOWED_MONTHS))
    cohort = identified[(identified > since) & (identified <= until)]
    wait = _after(help_given.groupby("household_id")["happened_on"].min(), cohort)
    soon = set(wait.index[wait <= pd.Timedelta(days=HELPED_WITHIN_DAYS)])
    return [_followed(helped, cohort[cohort.index.isin(soon) == helped], decisions) for helped in (True, False)]


def _followed(helped: bool, cohort: pd.Series, decisions: pd.DataFrame) -> HelpFollowed:
    year = pd.Timedelta(days=365)
    ended = _after(_first(decisions, "eliminated")["happened_on"], cohort)
    back = _after(_first(decisions, "rolled_back")["happened_on"], cohort)
    return HelpFollowed(helped, len(cohort), Share(int((ended <= year).sum()), len(cohort)), int((back <= year).sum()))
