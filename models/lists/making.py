"""One week made from what is held: assessments, alerts and the list, from what was known on its Sunday."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from features.arrivals import arrivals, corrected
from features.calendar import iso_week
from features.holdings import Holdings
from features.scope import Scope
from features.whole import write_rows
from models.firing import Fired, columns_read, fire_all
from models.groups import risk_groups
from models.lists import currency, memory
from models.lists.area_alarm import LATELY, area_alarms
from models.lists.assessed import Assessed
from models.lists.assessing import assess_on
from models.lists.capacity import capacity_of
from models.lists.compare import compare
from models.lists.papers import Papers
from models.lists.volume import explain_volume
from models.lists.weekly import Known, WeeklyList, weekly_list
from models.trained import Trained
from models.workbook import Background, write_workbook

PROCEDURE = "procedure_days"
ROWS_AT_ONCE = 100_000  # whose alerts are looked for together: what is asked per village is asked anew each time


@dataclass(frozen=True)
class Before:
    """What a list remembers of those before it.

    `last`: the list before. `risk`: household_id and return_risk as they stood `LATELY` lists ago, or on the oldest.
    `evidence`: what the lists rested on (`memory.evidence`), one below the other.
    """

    last: WeeklyList | None = None
    risk: pd.DataFrame | None = None
    evidence: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=memory.EVIDENCE_COLUMNS))


@dataclass(frozen=True)
class Week:
    """One week's assessments, alerts and list, and what it remembered."""

    assessments: Assessed
    fired: Fired
    weekly: WeeklyList
    before: Before

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """What the list rested on; see `models.lists.memory`."""
        return memory.evidence(self.assessments, self.fired.table)


Remembering = Callable[[pd.DataFrame, pd.DataFrame], Before]  # given what visitors found and which alerts fired


def before_of(weeks: Sequence[Week]) -> Before:
    """What weeks in memory, oldest first, leave to the next."""
    if not weeks:
        return Before()
    rested = [week.evidence for week in weeks if len(week.evidence)]
    evidence = pd.concat(rested, ignore_index=True) if rested else Before().evidence
    return Before(weeks[-1].weekly, weeks[-LATELY:][0].assessments.figures, evidence)


def make_week(held: Holdings, trained: Trained, as_of: date, weeks: Sequence[Week]) -> Week:
    """The week of `as_of`; `weeks` are those before it, oldest first, which it remembers."""
    before = before_of(weeks)
    return list_week(held, Assessed(assess_on(held, trained, as_of)), as_of, lambda found, fired: before)


def list_week(held: Holdings, assessments: Assessed, as_of: date, remember: Remembering) -> Week:
    """The week of `as_of` from its assessments."""
    fired = fire_all(held.vectors.pieces(as_of, columns_read(), ROWS_AT_ONCE), held.standards)
    visits, decisions = (held.records.rows(name, as_of, held.scope) for name in ("visits", "status_decisions"))
    found = memory.checks(visits, as_of, decisions)
    before = remember(found, fired.table)
    county = str(held.population["village_code"].iloc[0])
    known = Known(
        found=found,
        evidence=before.evidence,
        procedure_days=held.standards.amount(PROCEDURE, county, as_of),
        decisions=decisions,
    )
    weekly = weekly_list(
        assessments,
        fired,
        _capacity(held, assessments, as_of),
        known,
        week=iso_week(as_of),
        last_list=None if before.last is None else before.last.table,
    )
    return Week(assessments, fired, weekly, before)


def _capacity(held: Holdings, assessments: Assessed, as_of: date) -> pd.DataFrame:
    reported = held.records.rows("visiting_capacity", as_of, held.scope)
    return capacity_of(reported, assessments.figures.groupby("township_code").size(), as_of)


def write_week(held: Holdings, week: Week, folder: Path) -> None:
    """The list as Parquet, its papers, and the workbook a county prints, beside last week's where there is one."""
    weekly, before = week.weekly, week.before
    last = before.last
    arrived, mended = None, frozenset[str]()
    if last is not None:
        arrived = arrivals(held.records, last.as_of, weekly.as_of, held.scope)
        mended = corrected(held.records, last.as_of, weekly.as_of, held.scope)
    days = held.vectors.latest(weekly.as_of, currency.columns_read())
    papers = Papers(
        strip=currency.currency(days, held.records.coverage, weekly.as_of),
        volume=explain_volume(weekly, None if last is None else last.table, arrived),
        compared=None if last is None else compare(weekly, last.table, mended),
        alarms=None if before.risk is None else area_alarms(week.assessments, before.risk),
    )
    papers.write(weekly, week.evidence, risk_groups(week.assessments), folder)
    write_workbook(
        weekly,
        folder / f"{weekly.week}.xlsx",
        Background(
            places=_names(held, weekly.as_of),
            standards=held.standards,
            strip=papers.strip,
            volume=papers.volume,
            compared=papers.compared,
            alarms=papers.alarms,
        ),
    )
    write_rows(weekly.table, folder / f"{weekly.week}.parquet")  # last: whoever finds the list finds its papers too


def _names(held: Holdings, as_of: date) -> Mapping[str, str]:
    areas = held.records.rows("areas", as_of, Scope.everything())
    return dict(zip(areas["area_code"], areas["area_name"], strict=True))
