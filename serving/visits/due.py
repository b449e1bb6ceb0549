"""Who is to be visited by the caller, by due date: the listed households of this week and open clues."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from features.text import Text
from serving.access.caller import Caller
from serving.cases.clock import Calendar, Due
from serving.cases.workplace import Workplace
from serving.database.areas import Household
from serving.database.cases import Case
from serving.database.lists import Listed, PublishedList
from serving.database.visits import Draft, Visit

CLUES = ("clue", "check")


@dataclass(frozen=True)
class Task:
    """One household to visit. `row` is its place on this week's list, `case` its open clue; one of them is there.

    `visit` is what was reported this week, `draft` whether something is typed and not sent.
    """

    household: Household
    row: Listed | None
    case: Case | None
    due_on: date
    due: Due
    due_words: Text
    visit: Visit | None
    draft: bool


def latest_list(session: Session) -> PublishedList | None:
    """This week's list; None before the first."""
    return session.scalar(select(PublishedList).order_by(PublishedList.week.desc()).limit(1))


def tasks(session: Session, workplace: Workplace, caller: Caller) -> list[Task]:
    """The caller's households, the earliest due first; those reported this week last."""
    published = latest_list(session)
    rows = _rows(session, caller, published)
    cases = _clues(session, caller)
    wanted = {*rows, *cases}
    homes = {h.household_id: h for h in session.scalars(select(Household).where(Household.household_id.in_(wanted)))}
    since = _first_listed(session, rows)
    visits = _visits(session, wanted, published)
    drafts = set(session.scalars(_drafts(caller, wanted)))
    calendar = workplace.calendar(caller.area_code)
    made = []
    for one in sorted(wanted & set(homes)):
        case = cases.get(one)
        due_on = case.due_on or workplace.today if case else calendar.after(since[one], "check")
        made.append(
            _task(homes[one], rows.get(one), case, due_on, visits.get(one), one in drafts, calendar, workplace.today)
        )
    return sorted(made, key=lambda t: (t.visit is not None, t.due_on, t.row.place if t.row else 0))


def _task(
    household: Household,
    row: Listed | None,
    case: Case | None,
    due_on: date,
    visit: Visit | None,
    draft: bool,
    calendar: Calendar,
    today: date,
) -> Task:
    due, words = calendar.due(due_on, today), calendar.words(due_on, today)
    return Task(household, row, case, due_on, due, words, visit, draft)


def _drafts(caller: Caller, wanted: set[str]):  # type: ignore[no-untyped-def]
    return select(Draft.household_id).where(Draft.typed_by == caller.name, Draft.household_id.in_(wanted))


def _rows(session: Session, caller: Caller, published: PublishedList | None) -> dict[str, Listed]:
    if published is None:
        return {}
    mine = select(Listed).join(Household, Household.household_id == Listed.household_id)
    mine = mine.where(Listed.week == published.week, _is_mine(caller))
    return {row.household_id: row for row in session.scalars(mine)}


def _is_mine(caller: Caller) -> ColumnElement[bool]:
    """Whom the caller is asked to visit: those assigned; a helper's own where nobody else was; a village's rest."""
    helper = caller.within.helper_id
    if helper is not None:
        return or_(Listed.assigned_to.is_(None), Listed.assigned_to.in_([helper, caller.name]))
    asked = Listed.assigned_to == caller.name
    if len(caller.area_code.rstrip("0")) <= 9:
        return asked
    return or_(asked, and_(Listed.assigned_to.is_(None), Household.helper_id.is_(None)))


def _clues(session: Session, caller: Caller) -> dict[str, Case]:
    """Open clues: a helper's own households, and for staff those they opened themselves."""
    some = select(Case).where(Case.status.in_(CLUES))
    if caller.within.helper_id is None:
        some = some.where(Case.opened_by == caller.name)
    return {case.household_id: case for case in session.scalars(some)}


def _first_listed(session: Session, rows: dict[str, Listed]) -> dict[str, date]:
    """By household, the day of the list since which it has been on every list."""
    weeks = list(session.execute(select(PublishedList.week, PublishedList.as_of).order_by(PublishedList.week.desc())))
    there = select(Listed.household_id, Listed.week).where(Listed.household_id.in_(list(rows)))
    listed = set(session.execute(there).tuples())
    return {one: _unbroken(one, weeks, listed) for one in rows}


def _unbroken(household: str, weeks: list, listed: set[tuple[str, str]]) -> date:
    first = weeks[0].as_of
    for week, as_of in weeks:
        if (household, week) not in listed:
            break
        first = as_of
    return first


def _visits(session: Session, wanted: set[str], published: PublishedList | None) -> dict[str, Visit]:
    """By household, the last visit reported since this week's list."""
    since = published.as_of - timedelta(days=6) if published else date.min
    some = select(Visit).where(Visit.household_id.in_(wanted), Visit.visited_on >= since)
    return {visit.household_id: visit for visit in session.scalars(some.order_by(Visit.visit_id))}
