"""One week made from what is held: assessments, alerts and the list, from what was known on its Sunday."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True)
class Week:
    """One week's assessments, alerts and list; `kept` is its evidence, where it was read back from its papers."""

    assessments: Assessed
    fired: Fired
    weekly: WeeklyList
    kept: pd.DataFrame | None = None

    @property
    def evidence(self) -> pd.DataFrame:
        """What the list rested on; see `models.lists.memory`."""
        return memory.evidence(self.assessments, self.fired.table) if self.kept is None else self.kept


def make_week(held: Holdings, trained: Trained, as_of: date, before: Sequence[Week]) -> Week:
    """The week of `as_of`; `before` are the weeks before it, oldest first, which it remembers."""
    return list_week(held, Assessed(assess_on(held, trained, as_of)), as_of, before)


def list_week(held: Holdings, assessments: Assessed, as_of: date, before: Sequence[Week]) -> Week:
    """The week of `as_of` from its assessments, remembering the weeks `before`."""
    fired = fire_all(held.vectors.pieces(as_of, columns_read()), held.standards)
    weekly = weekly_list(
        assessments,
        fired,
        _capacity(held, assessments, as_of),
        _known(held, as_of, before),
        week=iso_week(as_of),
        last_list=before[-1].weekly.table if before else None,
    )
    return Week(assessments, fired, weekly)


def _capacity(held: Holdings, assessments: Assessed, as_of: date) -> pd.DataFrame:
    reported = held.records.rows("visiting_capacity", as_of, held.scope)
    return capacity_of(reported, assessments.figures.groupby("township_code").size(), as_of)


def _known(held: Holdings, as_of: date, before: Sequence[Week]) -> Known:
    """What visitors and county had found by the date, and what the earlier lists rested on."""
    rested = [evidence for week in before if len(evidence := week.evidence)]
    empty = pd.DataFrame(columns=memory.EVIDENCE_COLUMNS)
    county = str(held.population["village_code"].iloc[0])
    return Known(
        visits=held.records.rows("visits", as_of, held.scope),
        evidence=pd.concat(rested, ignore_index=True) if rested else empty,
        procedure_days=held.standards.amount(PROCEDURE, county, as_of),
        decisions=held.records.rows("status_decisions", as_of, held.scope),
    )


def write_week(held: Holdings, week: Week, before: Sequence[Week], folder: Path) -> None:
    """The list as Parquet, its papers, and the workbook a county prints, beside last week's where there is one."""
    weekly = week.weekly
    last = before[-1].weekly if before else None
    arrived, mended = None, frozenset[str]()
    if last is not None:
        arrived = arrivals(held.records, last.as_of, weekly.as_of, held.scope)
        mended = corrected(held.records, last.as_of, weekly.as_of, held.scope)
    days = held.vectors.read([weekly.as_of], currency.columns_read())
    papers = Papers(
        strip=currency.currency(days, held.records.coverage, weekly.as_of),
        volume=explain_volume(weekly, None if last is None else last.table, arrived),
        compared=None if last is None else compare(weekly, last.table, mended),
        alarms=area_alarms(week.assessments, before[-LATELY:][0].assessments.figures) if before else None,
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
