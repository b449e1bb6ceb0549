"""How many households stand where, so that every row and column ties out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from features.records import Records
from features.scope import Scope
from features.text import Text
from models.lists.lanes import LANES
from serving.access.caller import Caller
from serving.database.areas import Household
from serving.database.lists import Listed, PublishedList, Standing
from serving.reading.find import STATUS
from serving.reading.remembered import area_records, remembered

SHOWN = (*LANES, "monitored", "in_procedure", "settled", "called", "beyond_capacity")


@dataclass(frozen=True)
class AreaCount:
    """One area's households: those assessed by group and by status, and the persons in them."""

    area_code: str
    registered: int
    groups: Mapping[str, int]
    statuses: Mapping[str, int]
    persons: int

    @property
    def assessed(self) -> int:
        """Households assessed this week; the statuses add up to it, and so do the groups."""
        return sum(self.statuses.values())


def status_words() -> dict[str, Text]:
    """The statuses in the order of the table."""
    return {status: STATUS[status] for status in SHOWN}


def counts(kept: Session, week: str, digits: int, persons: Mapping[str, int]) -> list[AreaCount]:
    """By the area codes' first `digits`; `persons` are the members of each village."""
    homes = select(Household.village_code, func.count()).group_by(Household.village_code)
    registered = _by_area(kept.execute(homes).tuples(), digits)
    status = _by_area_and(kept, week, Standing.status, digits)
    group = _by_area_and(kept, week, Standing.group, digits)
    people: dict[str, int] = {}
    for village, number in persons.items():
        people[village[:digits]] = people.get(village[:digits], 0) + number
    return [
        AreaCount(
            area.ljust(12, "0"),
            registered[area],
            {g: group.get((area, g), 0) for g in ("return", "entry")},
            {s: status.get((area, s), 0) for s in SHOWN},
            people.get(area, 0),
        )
        for area in sorted(registered)
    ]


def _by_area(rows: Iterable[tuple[str, int]], digits: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for village, number in rows:
        found[village[:digits]] = found.get(village[:digits], 0) + number
    return found


def _by_area_and(
    kept: Session, week: str, column: InstrumentedAttribute[str], digits: int
) -> dict[tuple[str, str], int]:
    asked = select(Standing.village_code, column, func.count()).where(Standing.week == week)
    found: dict[tuple[str, str], int] = {}
    for village, value, number in kept.execute(asked.group_by(Standing.village_code, column)).tuples():
        key = (village[:digits], value)
        found[key] = found.get(key, 0) + number
    return found


@remembered("members")
def persons_by_village(records: Records, as_of: date, scope: Scope) -> dict[str, int]:
    """Members on `as_of` by the village their household lives in."""
    members = area_records(records, as_of, scope, "members")
    members = members[members["left_on"].isna() | (members["left_on"] > pd.Timestamp(as_of))]
    members = members.drop_duplicates(["household_id", "person_id"])
    homes = area_records(records, as_of, scope, "households")
    homes = homes[homes["ended_on"].isna() | (homes["ended_on"] > pd.Timestamp(as_of))]
    homes = homes.sort_values(["happened_on", "known_on"]).drop_duplicates("household_id", keep="last")
    village = members["household_id"].map(homes.set_index("household_id")["village_code"]).dropna()
    return {str(code): int(number) for code, number in village.value_counts().items()}


@dataclass(frozen=True)
class WeekCount:
    """One week's list in numbers."""

    week: str
    listed: int
    new: int
    rule: int
    mean_index: float | None


def trend(kept: Session, last: PublishedList) -> list[WeekCount]:
    """Every published week up to `last`, oldest first, within reach."""
    weeks = sorted(kept.scalars(select(PublishedList.week).where(PublishedList.week <= last.week)))
    listed = select(Listed.week, Listed.lane, Listed.change, func.count()).group_by(
        Listed.week, Listed.lane, Listed.change
    )
    rows = kept.execute(listed).tuples().all()
    means = select(Standing.week, func.avg(Standing.poverty_index)).where(Standing.sufficient).group_by(Standing.week)
    mean: dict[str, float] = dict(kept.execute(means).tuples().all())
    return [_week(week, [r[1:] for r in rows if r[0] == week], mean.get(week)) for week in weeks]


def _week(week: str, rows: Sequence[tuple[str, str, int]], mean: float | None) -> WeekCount:
    return WeekCount(
        week,
        sum(number for _, _, number in rows),
        sum(number for _, change, number in rows if change == "new"),
        sum(number for lane, _, number in rows if lane == "rule"),
        mean,
    )


def reach_digits(caller: Caller) -> int:
    """At what length area codes are told apart: townships for a county, villages below."""
    return 9 if any(len(prefix) <= 6 for prefix in caller.within.prefixes) else 12
