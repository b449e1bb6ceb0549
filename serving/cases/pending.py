"""My tasks: the cases that wait for a step the caller may take, the earliest due first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from features.text import Text
from serving.access.caller import Caller
from serving.cases.clock import Calendar, Due
from serving.cases.moves import GIVE_HELP, GREEN_CHANNEL
from serving.cases.status import Aim, Status, statuses
from serving.cases.workplace import Workplace
from serving.database.cases import Case
from serving.database.visits import Visit

AT_ONCE = 100
ASIDE = (GIVE_HELP, GREEN_CHANNEL)


@dataclass(frozen=True)
class Pending:
    """One case with its status and how its clock stands; no clock, no words."""

    case: Case
    status: Status
    due: Due | None
    due_words: Text | None


def pending(
    session: Session, workplace: Workplace, caller: Caller, status: str = "", *, everything: bool = False
) -> list[Pending]:
    """The caller's tasks, at most `AT_ONCE`; with `status` only those in it, with `everything` whoever's they are."""
    mine = _cases(caller, everything)
    mine = mine.where(Case.status == status) if status else mine
    due = func.coalesce(Case.due_on, Case.whole_due_on)
    cases = session.scalars(mine.order_by(due.is_(None), due, Case.case_id).limit(AT_ONCE))
    calendar = workplace.calendar(caller.area_code)
    return [_pending(case, calendar, workplace) for case in cases]


def counted(session: Session, caller: Caller, *, everything: bool = False) -> dict[str, int]:
    """How many tasks the caller has (or cases there are within reach), by status, in the order of the procedure."""
    within = _cases(caller, everything).subquery()
    rows = session.execute(select(within.c.status, func.count()).group_by(within.c.status))
    found: dict[str, int] = dict(rows.tuples().all())
    return {name: found[name] for name in statuses() if name in found}


def _pending(case: Case, calendar: Calendar, workplace: Workplace) -> Pending:
    due_on, today = case.due_on or case.whole_due_on, workplace.today
    if due_on is None:
        return Pending(case, statuses()[case.status], None, None)
    return Pending(case, statuses()[case.status], calendar.due(due_on, today), calendar.words(due_on, today))


def _cases(caller: Caller, everything: bool) -> Select[Case]:
    return select(Case) if everything else _mine(caller)


def _mine(caller: Caller) -> Select[Case]:
    conditions = [_waits(name, aim) for name, status in statuses().items() for aim in _aims(status, caller)]
    back = [_came_back()] if any(caller.may(move.right) for move in statuses()["eliminated"].moves) else []
    some = select(Case).where(or_(*conditions, *back)) if conditions or back else select(Case).where(Case.case_id < 0)
    return some if caller.within.helper_id is None else some.where(Case.status.in_(("clue", "check")))


def _aims(status: Status, caller: Caller) -> Sequence[Aim]:
    """The aims for which the caller may take the case further from a status."""
    moves = [m for m in status.moves if caller.may(m.right) and m.name not in ASIDE and not m.back]
    return [] if status.over else [aim for aim in Aim if any(aim in move.aims for move in moves)]


def _waits(status: str, aim: Aim) -> ColumnElement[bool]:
    """Who is helped and not yet due waits for nobody."""
    waits = and_(Case.status == status, Case.aim == aim.value)
    return and_(waits, Case.due_on.is_not(None)) if status == "help" else waits


def _came_back() -> ColumnElement[bool]:
    """Eliminated, and a visit since then confirmed a risk."""
    seen = select(Visit.visit_id).where(
        Visit.household_id == Case.household_id, Visit.result == "confirmed", Visit.visited_on >= Case.ended_on
    )
    return and_(Case.status == "eliminated", seen.exists())
