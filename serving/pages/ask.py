"""Ask: at the counter a household reads its own record and why it was visited, has a record corrected, or objects."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from features.errors import NotThereError, UnreadableError
from features.text import Text
from serving import standing
from serving.access.caller import Caller
from serving.access.right import Right
from serving.cases.procedure import latest_case, open_case, status_of
from serving.cases.workplace import Workplace
from serving.database.areas import Household
from serving.database.lists import Listed
from serving.household_records import household_of, records_of
from serving.reading.facts import facts
from serving.reading.find import find
from serving.reading.places import places
from serving.visits import corrections
from serving.visits.answers import RESULTS
from serving.visits.drafts import new_key
from serving.visits.due import latest_list
from serving.visits.reporting import LONGEST_NOTE, key_of
from serving.visits.seen import visits_of
from serving.web.asking import Asking, Filled, Kept
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
LATEST = 3
DISAGREES = "other"  # the risk type of a clue that is an objection


@PAGES.page("/ask", Right.SERVE_COUNTER, entry=Text(zh="窗口查询", en="At the counter"), place=45)
def look(request: Request) -> Response:
    """Who stands at the counter?"""
    return render(request, "ask.html", {"found": None})


@PAGES.action("/ask", Right.SERVE_COUNTER)
def found(request: Request, form: Filled, caller: Asking, kept: Kept) -> Response:
    """Who was found; posted, so that no name or number stands in an address."""
    rows = find(kept, request.app.state.vault, caller, str(form.get("sought", ""))[:64])
    if len(rows) == 1:
        return RedirectResponse(f"/ask/{rows[0].household_id}", 303)
    return render(request, "ask.html", {"found": rows, "area": places(kept, caller.within)})


@PAGES.page("/ask/{household_id}", Right.SERVE_COUNTER)
def show(request: Request, household_id: str, caller: Asking, kept: Kept, done: str = "") -> Response:
    """The household's own record, in words it can be told."""
    household = household_of(kept, household_id)
    context = _context(request, kept, caller, household)
    return render(request, "ask_household.html", context | {"wrong": None, "typed": {}, "done": done})


@PAGES.action("/ask/{household_id}/correction", Right.SERVE_COUNTER)
def correct(request: Request, household_id: str, form: Filled, caller: Asking, kept: Kept) -> Response:
    """Have a department check its record."""
    household, workplace = household_of(kept, household_id), Workplace.of(request)
    try:
        fact, words = str(form.get("fact", "")), _words(form)
        corrections.file(kept, workplace, caller, household, fact, words, key_of(form))
    except UnreadableError as error:
        return _again(request, kept, caller, household, form, error)
    return RedirectResponse(f"/ask/{household_id}?done=correction", 303)


@PAGES.action("/ask/{household_id}/objection", Right.SERVE_COUNTER)
def object_(request: Request, household_id: str, form: Filled, caller: Asking, kept: Kept) -> Response:
    """Have a person verify: an objection, or a household that declares its own difficulty, becomes a clue."""
    household, workplace = household_of(kept, household_id), Workplace.of(request)
    try:
        words, key = _words(form), key_of(form)
        open_case(kept, workplace, caller, household, "self_declared", risk_type=DISAGREES, words=words, key=key)
    except UnreadableError as error:
        return _again(request, kept, caller, household, form, error)
    return RedirectResponse(f"/ask/{household_id}?done=objection", 303)


def _words(form: Any) -> str:
    words = str(form.get("words", "")).strip()
    if not words or len(words) > LONGEST_NOTE:
        raise UnreadableError(
            f"请写明情况，不超过{LONGEST_NOTE}字", f"say how things are, in {LONGEST_NOTE} characters at most"
        )
    return words


def _again(
    request: Request, kept: Session, caller: Caller, household: Household, form: Any, error: UnreadableError
) -> Response:
    typed = {name: str(value) for name, value in form.items()}
    context = _context(request, kept, caller, household)
    wrong = {"wrong": Text(zh=error.zh, en=error.en), "typed": typed, "done": ""}
    return render(request, "ask_household.html", context | wrong, status=error.status)


def _context(request: Request, kept: Session, caller: Caller, household: Household) -> dict[str, Any]:
    workplace, one = Workplace.of(request), household.household_id
    published, case = latest_list(kept), latest_case(kept, one)
    row = kept.get(Listed, (published.week, one)) if published else None
    shown = records_of(kept, workplace.run, caller, one, workplace.today)
    return {
        "household": household,
        "name": workplace.vault.heads(kept, caller, [one]).get(one, ""),
        "place": places(kept, caller.within),
        "listed": row is not None,
        "facts": facts([*row.alerts, *row.reasons], published.as_of, caller) if row and published else [],
        "why_not": [] if row else _why_not(kept, one),
        "records": shown,
        "latest": LATEST,
        "visits": visits_of(kept, one),
        "results": RESULTS,
        "case": case,
        "status": status_of(case) if case else None,
        "corrections": corrections.of_household(kept, one),
        "label_of": corrections.label_of,
        "answers": corrections.ANSWERS,
        "keys": {"correction": new_key(), "objection": new_key()},
        "today": workplace.today,
    }


def _why_not(kept: Session, household_id: str) -> list[Text]:
    """Why it is on no list this week; nothing where no list says."""
    try:
        return list(standing.why(kept, household_id)[1].lines)
    except NotThereError:
        return []
