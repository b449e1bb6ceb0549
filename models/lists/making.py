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
from models.firing import Fired, columns_read, fire
from models.groups import risk_groups
from models.lists import currency
from models.lists.area_alarm import LATELY, area_alarms
from models.lists.assessed import Assessed
from models.lists.assessing import assess_on
from models.lists.capacity import capacity_of
from models.lists.compare import COMPARED_BY, compare
from models.lists.evidence import EVIDENCE_COLUMNS, evidence
from models.lists.found import DECISION_COLUMNS, VISIT_COLUMNS, checks
from models.lists.papers import EVIDENCE, STANDING, Papers, with_unchecked
from models.lists.standing import Known
from models.lists.volume import EXPLAINED_BY, explain_volume
from models.lists.weekly import WeeklyList, weekly_list
from models.trained import Trained
from models.workbook import Background, write_workbook

PROCEDURE = "procedure_days"


@dataclass(frozen=True)
class Before:
    """What a list remembers of those before it.

    `last`: the list before. `risk`: household_id and return_risk as they stood `LATELY` lists ago, or on the oldest.
    `evidence`: what the lists rested on (`evidence.evidence`), one below the other.
    """

    last: WeeklyList | None = None
    risk: pd.DataFrame | None = None
    evidence: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=EVIDENCE_COLUMNS))


@dataclass(frozen=True)
class Week:
    """One week's assessments, alerts and list, and what it remembered."""

    assessments: Assessed
    fired: Fired
    weekly: WeeklyList
    before: Before

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """What the list rested on; see `models.lists.evidence`."""
        return evidence(self.assessments, self.fired.table)


Remembering = Callable[[pd.DataFrame, pd.DataFrame], Before]  # given what visitors found and which alerts fired


def before_of(weeks: Sequence[Week]) -> Before:
    """What weeks in memory, oldest first, leave to the next."""
    if not weeks:
        return Before()
    rested = [week.evidence for week in weeks if len(week.evidence)]
    evidence = pd.concat(rested, ignore_index=True) if rested else Before().evidence
    return Before(weeks[-1].weekly, weeks[-LATELY:][0].assessments.figures, evidence)


def make_week(held: Holdings, trained: Trained, as_of: date, weeks: Sequence[Week]) -> Week:
    """The week of `as_of`, all households at once; `weeks` are those before it, oldest first, which it remembers."""
    assessments = Assessed(assess_on(held, trained, as_of))
    fired = fire(held.vectors.read([as_of], columns_read()), held.standards)
    found, decisions = checked(held, as_of)
    before = before_of(weeks)
    weekly = weekly_list(
        assessments,
        fired,
        capacity_on(held, assessments.figures, as_of),
        known_of(held, as_of, found, decisions, before),
        week=iso_week(as_of),
        last_list=None if before.last is None else before.last.listed.columns(["household_id"]),
    )
    return Week(assessments, fired, weekly, before)


def checked(held: Holdings, as_of: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What visitors had found by a date (`found.checks`), and what the county had decided."""
    visits = held.records.rows("visits", as_of, held.scope, VISIT_COLUMNS)
    decisions = held.records.rows("status_decisions", as_of, held.scope, DECISION_COLUMNS)
    return checks(visits, as_of, decisions), decisions


def known_of(held: Holdings, as_of: date, found: pd.DataFrame, decisions: pd.DataFrame, before: Before) -> Known:
    """What the list of a date knows from people and from the lists before it."""
    county = str(held.population["village_code"].iloc[0])
    days = held.standards.amount(PROCEDURE, county, as_of)
    return Known(found=found, evidence=before.evidence, procedure_days=days, decisions=decisions)


def capacity_on(held: Holdings, figures: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """What each township of the assessed households can visit."""
    reported = held.records.rows("visiting_capacity", as_of, held.scope)
    return capacity_of(reported, figures.groupby("township_code").size(), as_of)


def write_week(held: Holdings, week: Week, folder: Path) -> None:
    """The list as Parquet, its papers, and the workbook a county prints, beside last week's where there is one."""
    weekly = week.weekly
    (folder / weekly.week).mkdir(parents=True, exist_ok=True)
    write_rows(with_unchecked(weekly.standing, weekly.unchecked), folder / weekly.week / STANDING)
    write_rows(week.evidence, folder / weekly.week / EVIDENCE)
    write_around(held, weekly, week.assessments, week.before, folder)
    write_rows(weekly.table, folder / f"{weekly.week}.parquet")  # last: whoever finds the list finds its papers too


def write_around(held: Holdings, weekly: WeeklyList, assessments: Assessed, before: Before, folder: Path) -> None:
    """What is told around a list: who is at risk by causes, the papers about it, the workbook."""
    last = before.last
    arrived, mended = None, frozenset[str]()
    if last is not None:
        arrived = arrivals(held.records, last.as_of, weekly.as_of, held.scope)
        mended = corrected(held.records, last.as_of, weekly.as_of, held.scope)
    days = held.vectors.latest(weekly.as_of, currency.columns_read())
    papers = Papers(
        strip=currency.currency(days, held.records.coverage, weekly.as_of),
        volume=explain_volume(weekly, None if last is None else last.listed.columns(EXPLAINED_BY), arrived),
        compared=None if last is None else compare(weekly, last.listed.columns(COMPARED_BY), mended),
        alarms=None if before.risk is None else area_alarms(assessments, before.risk),
    )
    papers.write(weekly, risk_groups(assessments), folder)
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


def _names(held: Holdings, as_of: date) -> Mapping[str, str]:
    areas = held.records.rows("areas", as_of, Scope.everything())
    return dict(zip(areas["area_code"], areas["area_name"], strict=True))
