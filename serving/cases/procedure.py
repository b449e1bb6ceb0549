"""The procedure itself: a case is opened, moved from status to status, and what was decided goes to the records."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from features.errors import ConflictError, NotThereError, RequestError
from features.text import Text
from serving.access.caller import Caller
from serving.cases.asked import read_all
from serving.cases.effects import follow
from serving.cases.guards import CHECKLIST, Circumstances, Guard
from serving.cases.status import STAYS, Aim, Move, Status, statuses
from serving.cases.workplace import Workplace
from serving.database.areas import Household
from serving.database.base import now
from serving.database.cases import Case, Help, Step
from serving.database.visits import Correction, Visit

OPENED, AGAIN = "opened", "another_clue"
STALE = ConflictError(
    "此案刚被他人办理，请刷新后再试；未作任何改动",
    "somebody has just moved this case: reload the page; nothing was changed",
)


@dataclass(frozen=True)
class Offered:
    """A move the caller's role may make; `why_not` says what is missing, None if it may be made now."""

    move: Move
    why_not: Text | None


def case_of(session: Session, case_id: int) -> Case:
    """The case; raises NotThereError if it does not exist or lies out of reach, with the same words."""
    case = session.get(Case, case_id)
    if case is None:
        raise NotThereError("在您的辖区内没有此案", "there is no such case within your area")
    return case


def status_of(case: Case) -> Status:
    """The status a case is in."""
    return statuses()[case.status]


def latest_case(session: Session, household_id: str) -> Case | None:
    """The household's last case that was not closed; None if there is none."""
    mine = select(Case).where(Case.household_id == household_id, Case.status != "closed")
    return session.scalars(mine.order_by(Case.case_id.desc()).limit(1)).first()


def open_case(
    session: Session,
    workplace: Workplace,
    caller: Caller,
    household: Household,
    channel: str,
    *,
    about: list[Any] | None = None,
    risk_type: str = "",
    words: str = "",
    key: str = "",
) -> Case:
    """A clue: a new case, or one more step of the case that is open already; the same `key` again changes nothing."""
    case = latest_case(session, household.household_id)
    filled = {name: value for name, value in (("channel", channel), ("risk_type", risk_type), ("key", key)) if value}
    if case is not None and key and any(step.filled.get("key") == key for step in case.steps):
        return case
    if case is not None and not status_of(case).over:
        _note(session, workplace, caller, case, AGAIN, STAYS, filled, words)
        return case
    calendar = workplace.calendar(household.village_code)
    case = Case(
        household_id=household.household_id,
        village_code=household.village_code,
        status="clue",
        aim=Aim.IDENTIFICATION.value,
        channel=channel,
        opened_on=workplace.today,
        opened_by=caller.name,
        since=workplace.today,
        due_on=calendar.after(workplace.today, "check"),
        whole_due_on=calendar.after(workplace.today, ""),
        about=about or [],
        green=False,
    )
    session.add(case)
    session.flush()
    _note(session, workplace, caller, case, OPENED, STAYS, filled, words)
    return case


def circumstances(session: Session, workplace: Workplace, caller: Caller, case: Case) -> Circumstances:
    """What the guards look at."""
    mine = {model: model.household_id == case.household_id for model in (Visit, Help, Correction)}
    return Circumstances(
        case=case,
        caller=caller,
        today=workplace.today,
        visits=session.scalars(select(Visit).where(mine[Visit]).order_by(Visit.visited_on, Visit.visit_id)).all(),
        help=session.scalars(select(Help).where(mine[Help]).order_by(Help.given_on)).all(),
        corrections=session.scalars(select(Correction).where(mine[Correction])).all(),
        facts=workplace.facts(case.household_id),
        least_publicity=workplace.least_publicity(case.village_code),
        line=workplace.line(case.village_code),
    )


def check_may_move(c: Circumstances, move: Move) -> None:
    """Raise what speaks against the move: the aim, the caller's right, or the first guard that does not hold."""
    if Aim(c.case.aim) not in move.aims:
        raise STALE
    c.caller.check_may(move.right)
    for guard in move.guards:
        guard(c)


def offered(c: Circumstances) -> list[Offered]:
    """The moves of the case's status that the caller's role may make, each with what is missing."""
    mine = [m for m in status_of(c.case).moves if c.caller.may(m.right) and Aim(c.case.aim) in m.aims]
    return [Offered(move, _refusal(partial(check_may_move, move=move), c)) for move in mine]


def checklist(c: Circumstances) -> list[tuple[Text, Text | None]]:
    """What elimination asks for, each with what is missing (None: nothing known speaks against it)."""
    return [(words, _refusal(guard, c)) for guard, words in CHECKLIST.items()]


def _refusal(guard: Guard, c: Circumstances) -> Text | None:
    try:
        guard(c)
    except RequestError as error:
        return Text(zh=error.zh, en=error.en)
    return None


def submit(
    session: Session, workplace: Workplace, caller: Caller, case: Case, name: str, form: Mapping[str, Any], version: str
) -> Step:
    """Make the move a form asks for; raises ConflictError if the case has moved since the form was shown."""
    move = status_of(case).move(name)
    if move is None:
        raise STALE
    caller.check_may(move.right)
    if version != str(case.version):
        raise STALE
    filled = read_all(move.asks, form, workplace.today)
    words = str(filled.pop("words", ""))
    return take(session, workplace, caller, case, move, filled, words)


def take(
    session: Session,
    workplace: Workplace,
    caller: Caller,
    case: Case,
    move: Move,
    filled: dict[str, Any],
    words: str = "",
) -> Step:
    """Make a move: the step is written, the clock is set, and a decision or measure is found for the records."""
    check_may_move(circumstances(session, workplace, caller, case), move)
    step = _note(session, workplace, caller, case, move.name, move.to, filled, words)
    if move.sets_aim is not None:
        case.aim = move.sets_aim.value
    if move.to != STAYS:
        _enter(workplace, case, move.to)
    follow(session, workplace, case, step, move)
    _flush(session, case)
    return step


def _note(
    session: Session,
    workplace: Workplace,
    caller: Caller,
    case: Case,
    name: str,
    to: str,
    filled: dict[str, Any],
    words: str,
) -> Step:
    step = Step(
        case_id=case.case_id,
        household_id=case.household_id,
        village_code=case.village_code,
        move=name,
        came_from=case.status,
        went_to=to or case.status,
        aim=case.aim,
        on=workplace.today,
        at=now(),
        by=caller.name,
        role=caller.role.name,
        filled=filled,
        words_id=workplace.vault.keep_words(session, case, words),
    )
    case.steps.append(step)
    _flush(session, case)
    return step


def _flush(session: Session, case: Case) -> None:
    flag_modified(case, "status")  # every step makes a new version, also one that stays where it is
    try:
        session.flush()
    except StaleDataError:
        raise STALE from None


def _enter(workplace: Workplace, case: Case, to: str) -> None:
    status = statuses()[to]
    case.status, case.since = to, workplace.today
    calendar = workplace.calendar(case.village_code)
    clock = status.clock
    case.due_on = calendar.after(workplace.today, clock.key, working=clock.working) if clock else None
    if status.over:
        case.ended_on, case.whole_due_on = workplace.today, None
