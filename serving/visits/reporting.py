"""A visit is reported: once per form, kept beside the list, found for the records, and taken up by the procedure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from features.errors import UnreadableError
from serving import findings
from serving.access.caller import Caller
from serving.cases import procedure
from serving.cases.status import statuses
from serving.cases.workplace import Workplace
from serving.database.areas import Household
from serving.database.base import now
from serving.database.cases import Case
from serving.database.lists import Listed
from serving.database.visits import Draft, Visit
from serving.visits import corrections, told
from serving.visits.answers import RESULTS, Answer, answer
from serving.visits.due import latest_list

LONGEST_NOTE = 1000
EARLIEST = timedelta(days=60)
PROMPTED = {"audit": "audit", "rule": "list", "model": "list", "insufficient": "list"}
CHANNEL = {"list": "list", "audit": "audit", "routine": "cadre", "self_declared": "self_declared"}


@dataclass(frozen=True)
class Report:
    """What a visitor says. `key` is the form's own; `wrong` are facts whose record is wrong, by name, with words."""

    key: str
    visited_on: date
    answer: Answer
    by_telephone: bool = False
    words: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)


def read(form: Mapping[str, Any], today: date) -> Report:
    """The report of a filled-in form; raises UnreadableError with the first thing that is missing or wrong."""
    result, reason = str(form.get("result", "")), str(form.get(f"reason_{form.get('result', '')}", ""))
    if result not in RESULTS:
        raise UnreadableError("请选择核查结果", "choose a result")
    chosen = answer(reason)
    if chosen is None or chosen.result != result:
        raise UnreadableError(
            f"请选择“{RESULTS[result].zh}”的原因", f'choose a reason for "{RESULTS[result].en.lower()}"'
        )
    words = str(form.get("words", "")).strip()
    if len(words) > LONGEST_NOTE:
        raise UnreadableError(
            f"说明不超过{LONGEST_NOTE}字", f"the note must be no longer than {LONGEST_NOTE} characters"
        )
    fact = str(form.get("wrong", ""))
    wrong = {fact: str(form.get("wrong_words", "")).strip()[:LONGEST_NOTE]} if fact else {}
    by_telephone = form.get("by_telephone") == "yes"
    return Report(key_of(form), _day(form, today), chosen, by_telephone, words, wrong)


def key_of(form: Mapping[str, Any]) -> str:
    """The form's own key; raises UnreadableError for a form without one of ours."""
    key = str(form.get("key", ""))
    if not (16 <= len(key) <= 48 and key.replace("-", "").replace("_", "").isalnum() and key.isascii()):
        raise UnreadableError("表单不完整，请重新打开此页", "the form is incomplete: open the page again")
    return key


def _day(form: Mapping[str, Any], today: date) -> date:
    try:
        day = date.fromisoformat(str(form.get("visited_on", "")).strip())
    except ValueError:
        raise UnreadableError("走访日期应为日期，如2026-11-22", "write the day of the visit as 2026-11-22") from None
    if not today - EARLIEST <= day <= today:
        raise UnreadableError(
            f"走访日期应在{today - EARLIEST}至{today}之间", f"the visit must lie between {today - EARLIEST} and {today}"
        )
    return day


def report(session: Session, workplace: Workplace, caller: Caller, household: Household, said: Report) -> Visit:
    """Keep the visit and do what follows from it; the same form again changes nothing and gives the same visit."""
    _wait_turn(session, household)
    known = session.scalar(select(Visit).where(Visit.key == said.key))
    if known is not None:
        return known
    row = _listed(session, household)
    prompted_by = _prompted_by(session, household, row)
    visit = _keep(session, workplace, caller, household, said, row)
    findings.find(
        session,
        "visits",
        household.household_id,
        record_id=f"visit-{said.key}",
        happened_on=said.visited_on,
        known_on=workplace.today,
        prompted_by=prompted_by,
        result=said.answer.result,
        checked_reasons=",".join(visit.checked) or None,
        selection_probability=row.selection_probability if row and prompted_by != "self_declared" else None,
    )
    for fact, words in said.wrong.items():
        corrections.file(session, workplace, caller, household, fact, words, f"{said.key}-{fact}"[:64])
    _take_up(session, workplace, caller, household, visit, said.answer, CHANNEL[prompted_by], row)
    _forget_draft(session, caller, household)
    return visit


def _wait_turn(session: Session, household: Household) -> None:
    """Of two reports on one household at the same instant, the second sees what the first has written."""
    mine = select(Household.household_id).where(Household.household_id == household.household_id)
    session.scalar(mine.with_for_update())


def _listed(session: Session, household: Household) -> Listed | None:
    published = latest_list(session)
    return session.get(Listed, (published.week, household.household_id)) if published else None


def _prompted_by(session: Session, household: Household, row: Listed | None) -> str:
    case = procedure.latest_case(session, household.household_id)
    if case is not None and case.channel == "self_declared" and case.status in ("clue", "check"):
        return "self_declared"
    return PROMPTED[row.lane] if row else "routine"


def _keep(
    session: Session, workplace: Workplace, caller: Caller, household: Household, said: Report, row: Listed | None
) -> Visit:
    visit = Visit(
        household_id=household.household_id,
        village_code=household.village_code,
        key=said.key,
        week=row.week if row else None,
        visited_on=said.visited_on,
        result=said.answer.result,
        reason=said.answer.name,
        by_telephone=said.by_telephone,
        checked=told.names_in(row) if row and said.answer.result != "not_reached" else [],
        reported_by=caller.name,
        reported_at=now(),
        words_id=workplace.vault.keep_words(session, household, said.words),
    )
    session.add(visit)
    session.flush()
    return visit


def _take_up(
    session: Session,
    workplace: Workplace,
    caller: Caller,
    household: Household,
    visit: Visit,
    chosen: Answer,
    channel: str,
    row: Listed | None,
) -> None:
    """What the procedure makes of a visit: a clue becomes a case, a case goes on or is closed."""
    case = procedure.latest_case(session, household.household_id)
    if case is None and chosen.opens_case:
        about = [*row.alerts, *row.reasons] if row else []
        case = procedure.open_case(session, workplace, caller, household, channel, about=about)
    if case is None:
        return
    visit.case_id = case.case_id
    session.flush()
    if case.status == "clue" and chosen.result != "not_reached":
        _move(session, workplace, caller, case, "start_check")
    if case.status == "check" and chosen.opens_case:
        _move(session, workplace, caller, case, "confirm")
        case.due_on = workplace.today if chosen.urgent else case.due_on
    elif case.status == "check" and chosen.result in ("not_confirmed", "changed"):
        _move(session, workplace, caller, case, "not_confirmed")


def _move(session: Session, workplace: Workplace, caller: Caller, case: Case, name: str) -> None:
    move = statuses()[case.status].move(name)
    assert move is not None
    procedure.take(session, workplace, caller, case, move, {})


def _forget_draft(session: Session, caller: Caller, household: Household) -> None:
    mine = select(Draft).where(Draft.typed_by == caller.name, Draft.household_id == household.household_id)
    for draft in session.scalars(mine):
        session.delete(draft)
