"""What became of a household after a date, and when that was known.

Three rules keep the outcomes honest:

- An outcome is *settled* only when its horizon has passed and the county's clock has run out. Before
  that a fall may be known already, but nobody is known to have stayed: the latest horizon has no
  negatives, so none of its rows is settled.
- A household that was helped at some time of the horizon and did not fall is no clean negative: the
  help may be why. Such rows are left out of learning and judging (state "helped").
- Whoever asks says until when it may know (`known_until`); records known later do not exist for it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

import numpy as np
import pandas as pd

from features.calendar import add_months, month_end
from features.population import by_date, helped_households, monitored_households
from features.records import Records
from features.scope import Scope
from features.standard import Standards
from features.visits import visits

HORIZON_MONTHS = 6
SETTLING_DAYS = 15  # from clue to decision a county has 15 days (domain rules 1.4); later ones are late
INDEX_WITHIN_MONTHS = 12  # the next assessment must come within a year to be an outcome
ASSESSED = ("house", "grain", "labour", "student")
POINTS_AT_LINE = 60.0  # welfare at the monitoring line in points of the poverty index


def horizon_end(as_of: date, months: int) -> date:
    """The last day of the horizon; a month's end stays a month's end.

    >>> horizon_end(date(2025, 2, 28), 6)
    datetime.date(2025, 8, 31)
    """
    moved = add_months(as_of, months)
    return month_end(moved) if as_of == month_end(as_of) else moved


def settled_on(as_of: date, months: int = HORIZON_MONTHS) -> date:
    """The day from which the outcomes of `as_of` may be learnt from."""
    return horizon_end(as_of, months) + timedelta(days=SETTLING_DAYS)


@dataclass(frozen=True)
class Evidence:
    """The records that decide outcomes, as they were known on `known_until`."""

    decisions: pd.DataFrame
    help_given: pd.DataFrame
    households: pd.DataFrame
    known_until: date

    @classmethod
    def read(cls, records: Records, known_until: date, scope: Scope) -> Self:
        """Read them from the store."""
        names = ("status_decisions", "help_given", "households")
        decisions, help_given, households = (records.rows(name, known_until, scope) for name in names)
        return cls(decisions, help_given, households, known_until)

    def first_decision(self, decision: str, as_of: date, until: date) -> pd.DataFrame:
        """Of each household the first such decision after `as_of` and not after `until`."""
        rows = self.decisions[self.decisions["decision"] == decision]
        rows = rows[(rows["happened_on"] > pd.Timestamp(as_of)) & (rows["happened_on"] <= pd.Timestamp(until))]
        return rows.sort_values("happened_on").drop_duplicates("household_id").set_index("household_id")

    def gone(self, as_of: date, until: date) -> set[str]:
        """The households dissolved within the horizon."""
        ended = self.households["ended_on"]
        within = (ended > pd.Timestamp(as_of)) & (ended <= pd.Timestamp(until))
        return set(self.households.loc[within, "household_id"])


def outcomes(
    records: Records,
    population: pd.DataFrame,
    *,
    known_until: date,
    horizon_months: int = HORIZON_MONTHS,
    scope: Scope | None = None,
) -> pd.DataFrame:
    """`population` with `outcome` (1.0 fell, 0.0 did not, NaN cannot be said), `state` and `settled_on`.

    `state` is "fell", "stayed", "unsettled", "helped", "monitored" (it had fallen already),
    "rolled_back" (an earlier elimination was undone) or "gone" (dissolved, or not seen again).
    `fell_on` is the day of the decision. Rows and order are those of `population`.
    """
    if records.source.outcome == "next_visit":
        return _at_next_visit(records, population, known_until)
    evidence = Evidence.read(records, known_until, scope or Scope.everything())
    parts = [_by_decisions(part, as_of, evidence, horizon_months) for as_of, part in by_date(population)]
    return pd.concat(parts).loc[population.index]


def _by_decisions(rows: pd.DataFrame, as_of: date, evidence: Evidence, months: int) -> pd.DataFrame:
    end = horizon_end(as_of, months)
    identity = rows["household_id"]
    fell = evidence.first_decision("identified", as_of, end)
    rolled_back = evidence.first_decision("rolled_back", as_of, end)
    helped = helped_households(evidence.help_given, as_of, end)
    settled = settled_on(as_of, months) <= evidence.known_until
    # The first that holds counts: who is monitored already cannot fall, who fell fell despite help.
    state = np.select(
        [
            # Some had been taken in by the date although nobody had told yet: they have nothing left to fall to.
            rows["monitored"].to_numpy() | identity.isin(monitored_households(evidence.decisions, as_of)).to_numpy(),
            np.full(len(rows), not settled),
            identity.isin(fell.index).to_numpy(),
            identity.isin(rolled_back.index).to_numpy(),
            identity.isin(evidence.gone(as_of, end)).to_numpy(),
            rows["helped"].to_numpy() | identity.isin(helped).to_numpy(),
        ],
        ["monitored", "unsettled", "fell", "rolled_back", "gone", "helped"],
        "stayed",
    )
    outcome = _as_number(state)
    day = pd.Series(pd.Timestamp(settled_on(as_of, months)), index=rows.index)
    return rows.assign(
        outcome=outcome,
        state=state,
        fell_on=fell["happened_on"].reindex(identity).set_axis(rows.index).where(outcome == 1),
        settled_on=day.where(np.isfinite(outcome)),
    )


def _as_number(state: np.ndarray) -> np.ndarray:
    return np.select([state == "fell", state == "stayed"], [1.0, 0.0], np.nan)


def _at_next_visit(records: Records, population: pd.DataFrame, known_until: date) -> pd.DataFrame:
    found = visits(records)[["household_id", "as_of", "next_as_of", "next_poor"]]
    rows = population.merge(found, on=["household_id", "as_of"], how="left")
    rows.index = population.index
    seen_again = rows["next_as_of"].notna() & rows["next_poor"].notna()
    settled = seen_again & (rows["next_as_of"] <= pd.Timestamp(known_until))
    next_poor = rows["next_poor"].fillna(False).astype(bool)
    state = np.select(
        [rows["monitored"].to_numpy(), ~seen_again.to_numpy(), ~settled.to_numpy(), next_poor.to_numpy()],
        ["monitored", "gone", "unsettled", "fell"],
        "stayed",
    )
    outcome = _as_number(state)
    return population.assign(
        outcome=outcome,
        state=state,
        fell_on=rows["next_as_of"].where(outcome == 1),
        settled_on=rows["next_as_of"].where(np.isfinite(outcome)),
    )


def index_outcomes(
    records: Records,
    population: pd.DataFrame,
    standards: Standards,
    *,
    known_until: date,
    scope: Scope | None = None,
) -> pd.DataFrame:
    """`population` with `outcome`, the poverty index found later (0-100, NaN: not found), and `settled_on`.

    On a source with assessments: the total of the next verified assessment within
    `INDEX_WITHIN_MONTHS`, weighted by the standard assessment_weights. Otherwise the welfare at the
    next visit: 60 x income per equivalent member / line, capped at 100.
    """
    if records.source.index == "welfare":
        return _welfare_outcomes(records, population, known_until)
    found = assessment_totals(records, standards, known_until, scope or Scope.everything())
    return next_assessments(population, found)


def assessment_totals(records: Records, standards: Standards, on: date, scope: Scope) -> pd.DataFrame:
    """Verified assessments known on a day: household_id, happened_on, known_on, total (0-100)."""
    rows = records.rows("household_assessments", on, scope)
    rows = rows[rows["verified"].fillna(False).astype(bool)]
    weights = {part: standards.amount("assessment_weights", "", on, part) for part in ASSESSED}
    total = sum(rows[f"{part}_points"] * weight for part, weight in weights.items()) / sum(weights.values())
    return rows[["household_id", "happened_on", "known_on"]].assign(total=total)


def next_assessments(population: pd.DataFrame, assessments: pd.DataFrame) -> pd.DataFrame:
    """The first assessment after each row's date, if it came within `INDEX_WITHIN_MONTHS`."""
    left = population.reset_index(names="row")[["row", "household_id", "as_of"]].sort_values("as_of")
    right = assessments.sort_values("happened_on").rename(columns={"known_on": "settled_on", "total": "outcome"})
    left["as_of"] = left["as_of"].astype(right["happened_on"].dtype)
    found = pd.merge_asof(
        left,
        right,
        left_on="as_of",
        right_on="happened_on",
        by="household_id",
        direction="forward",
        allow_exact_matches=False,
        tolerance=pd.Timedelta(days=round(INDEX_WITHIN_MONTHS * 365.25 / 12)),
    ).set_index("row")
    return population.assign(outcome=found["outcome"].astype("float64"), settled_on=found["settled_on"])


def _welfare_outcomes(records: Records, population: pd.DataFrame, known_until: date) -> pd.DataFrame:
    found = visits(records)[["household_id", "as_of", "next_as_of", "next_welfare"]]
    rows = population.merge(found, on=["household_id", "as_of"], how="left")
    rows.index = population.index
    known = rows["next_as_of"] <= pd.Timestamp(known_until)
    points = (POINTS_AT_LINE * rows["next_welfare"].astype("float64")).clip(0, 100)
    return population.assign(outcome=points.where(known), settled_on=rows["next_as_of"].where(known))
