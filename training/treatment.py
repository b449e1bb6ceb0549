"""What help and visits hide from whoever learns, and how the rest stands for it.

Help changes what is seen: a household that was helped shows neither that it would have fallen nor that it would
not, so whatever came after help began is left out (censored). Help is given on what a visit found, beyond anything
a vector holds; so among households of whom visits found the same, those without help stand for those who were
helped, by the inverse of their share (inverse probability of censoring; Robins and Finkelstein, Biometrics 2000).

Visits change what is found: of the households that no list or audit sent anybody to, some falls stay unknown. The
random audits say how many: households drawn at random, each counted by the inverse of its selection probability,
are compared with those nobody was sent to, and where more falls are found among them, beyond chance, those found
elsewhere stand for the rest. Only what teaches is weighted: probabilities that are said stay those of a verified
decision. `benchmarks/feedback.py` shows what this brings and costs where the truth is known.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from features.population import by_date
from features.records import Records
from features.scope import Scope
from training.outcomes import HORIZON_MONTHS, horizon_end, outcomes

MOST = 10.0  # a weight beyond this would let one household speak for a village
BEYOND_CHANCE = 2.0  # standard errors by which audits must find more before anything is corrected for it
AUDIT_DAYS = 31  # an audit counts for the last date before it, so that hardly anybody was found in between
PROMPTED = ("list", "audit")  # visits to households that somebody else chose
NOBODY, OTHER, CONFIRMED = "nobody came", "not confirmed", "confirmed"
FACTS = ("helped", "helped_since", "finding", "watched", "audit_probability")


@dataclass(frozen=True)
class Seen:
    """What was seen of some rows (household and date), arrays of n.

    `fell`: found to have fallen. `helped`: help came first, whatever was seen afterwards. `helped_since`: of
    these, help began after the date (who was helped already has nobody to stand for them). `finding`: what visits
    had found by then. `watched`: a list or an audit sent somebody. `audit_probability`: of those whom an audit
    drew and no list sent anybody to, how probable that was; NaN for the others.
    """

    fell: np.ndarray
    helped: np.ndarray
    helped_since: np.ndarray
    finding: np.ndarray
    watched: np.ndarray
    audit_probability: np.ndarray

    @property
    def kept(self) -> np.ndarray:
        """The rows that show what would have been: those without help."""
        return ~self.helped

    def weights(self) -> np.ndarray:
        """What each row counts, 0 to `MOST`; exactly one for all without help and without unknown falls."""
        weight = np.where(self.kept, 1.0, 0.0)
        for finding in np.unique(self.finding):
            alike = self.finding == finding
            there = alike & self.kept
            weight[there] *= 1 + (alike & self.helped_since).sum() / max(there.sum(), 1)
        weight[self.fell & ~self.watched] /= self.found_share
        return np.minimum(weight, MOST)

    @cached_property
    def found_share(self) -> float:
        """The share of the falls that is found where nobody was sent; 1 unless the audits say less beyond chance."""
        audited, alone = self.audit_probability > 0, ~self.watched
        if not audited.any() or not self.fell[alone].any():
            return 1.0
        counts = 1 / self.audit_probability[audited]
        there = float(np.average(self.fell[audited], weights=counts))
        found = float(self.fell[alone].mean())
        error = np.sqrt(there * (1 - there) * (counts**2).sum()) / counts.sum()
        return found / there if there - found > BEYOND_CHANCE * error else 1.0


def corrected(
    records: Records,
    rows: pd.DataFrame,
    *,
    known_until: date,
    horizon_months: int = HORIZON_MONTHS,
    scope: Scope | None = None,
) -> pd.DataFrame:
    """The rows of a population to learn the return risk from, with `outcome` and `weight`.

    Where outcomes are found at the next visit nobody is helped because of a list, and every row counts one.
    """
    everybody = scope or Scope.everything()
    found = outcomes(records, rows, known_until=known_until, horizon_months=horizon_months, scope=everybody)
    asked = found[found["outcome"].notna() | (found["state"] == "helped")]
    if records.source.outcome == "next_visit" or asked.empty:
        return asked.assign(weight=1.0)
    weight = seen(records, asked, known_until, horizon_months, everybody).weights()
    return asked.assign(weight=weight)[weight > 0]


def seen(records: Records, found: pd.DataFrame, known_until: date, horizon_months: int, scope: Scope) -> Seen:
    """What the records known on a day show of rows with their outcomes (`state`, `fell_on`)."""
    visits, help_given = (records.rows(name, known_until, scope) for name in ("visits", "help_given"))
    reached = visits[visits["result"] != "not_reached"]
    parts = [_of_date(some, as_of, horizon_months, reached, help_given) for as_of, some in by_date(found)]
    facts = pd.concat(parts).loc[found.index]
    return Seen(fell=(found["state"] == "fell").to_numpy(), **{name: facts[name].to_numpy() for name in FACTS})


def _of_date(
    rows: pd.DataFrame, as_of: date, horizon_months: int, reached: pd.DataFrame, help_given: pd.DataFrame
) -> pd.DataFrame:
    """The columns `FACTS` of one date's rows."""
    day, last = pd.Timestamp(as_of), pd.Timestamp(horizon_end(as_of, horizon_months))
    identity = rows["household_id"]
    begins = _first(help_given, day, last).reindex(identity).to_numpy()
    until = rows["fell_on"].fillna(last).to_numpy()
    helped_since = begins < until
    came = reached[(reached["happened_on"] > day) & (reached["happened_on"] <= last)]
    ends = pd.Series(np.where(helped_since, begins, until), index=identity)
    before = came[came["happened_on"] <= came["household_id"].map(ends)]
    confirmed = identity.isin(before.loc[before["result"] == CONFIRMED, "household_id"])
    finding = np.select([confirmed, identity.isin(before["household_id"])], [CONFIRMED, OTHER], NOBODY)
    watched = identity.isin(came.loc[came["prompted_by"].isin(PROMPTED), "household_id"])
    by_list = identity.isin(came.loc[came["prompted_by"] == "list", "household_id"])
    already = rows["helped"].to_numpy(bool)
    return pd.DataFrame(
        {
            "helped": already | helped_since | (rows["state"] == "helped").to_numpy(),
            "helped_since": helped_since & ~already,
            "finding": finding,
            "watched": watched.to_numpy(),
            # Whom a list chose later in the horizon is compared on neither side.
            "audit_probability": _audits(came, day).reindex(identity).where(~by_list.to_numpy()).to_numpy(),
        },
        index=rows.index,
    )


def _first(help_given: pd.DataFrame, after: pd.Timestamp, until: pd.Timestamp) -> pd.Series:
    """The day on which each household's first help of a time began."""
    day = help_given["happened_on"]
    return help_given[(day > after) & (day <= until)].groupby("household_id")["happened_on"].min()


def _audits(came: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """The selection probability of each household that an audit drew soon after a day."""
    soon = came["happened_on"] <= day + pd.Timedelta(days=AUDIT_DAYS)
    drawn = came[soon & (came["prompted_by"] == "audit") & (came["selection_probability"] > 0)]
    return drawn.groupby("household_id")["selection_probability"].max()
