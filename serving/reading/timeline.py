"""What happened to a household, the latest first: records, lists, visits, decisions, each with both its dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from features.calendar import week_end
from features.text import Text
from serving.database.lists import Listed
from serving.household_records import Shown
from serving.reading.saying import record_said

OWN_PLACE = frozenset({"households", "members", "incomes"})  # shown elsewhere on the page, or every month
PEOPLE = frozenset({"visits", "status_decisions", "help_given"})  # what people did about it
LIST = Text(zh="每周名单", en="Weekly list")


@dataclass(frozen=True)
class Event:
    """One line: the day, what it is about, what it says, when it became known; `by_people` for what was done."""

    on: date
    title: Text
    words: Text
    known_on: date | None
    department: Text | None
    by_people: bool


def timeline(shown: Mapping[str, Shown], weeks: Sequence[str]) -> list[Event]:
    """Every event; `weeks` are those in which the household was listed."""
    made = [event for name, some in shown.items() if name not in OWN_PLACE for event in _events(name, some)]
    return sorted([*made, *_listed(weeks)], key=lambda event: event.on, reverse=True)


def weeks_listed(kept: Session, household_id: str) -> list[str]:
    """The weeks in which it stood on the list, oldest first."""
    asked = select(Listed.week).where(Listed.household_id == household_id).order_by(Listed.week)
    return list(kept.scalars(asked))


def _events(name: str, shown: Shown) -> Iterable[Event]:
    for row in shown.rows:
        yield Event(
            row["happened_on"],
            shown.table.label,
            record_said(shown, row),
            row["known_on"],
            shown.table.department.label,
            name in PEOPLE,
        )


def _listed(weeks: Sequence[str]) -> list[Event]:
    """One line for weeks that follow each other, on the day of the first."""
    runs: list[list[str]] = []
    for week in weeks:
        if runs and week_end(week) - week_end(runs[-1][-1]) <= timedelta(days=7):
            runs[-1].append(week)
        else:
            runs.append([week])
    return [Event(week_end(run[0]), LIST, _run_said(run), None, None, False) for run in runs]


def _run_said(run: Sequence[str]) -> Text:
    if len(run) == 1:
        return Text(zh=f"{run[0]}在名单上", en=f"on the list of {run[0]}")
    return Text(
        zh=f"{run[0]}至{run[-1]}连续{len(run)}周在名单上", en=f"on {len(run)} lists running, {run[0]} to {run[-1]}"
    )
