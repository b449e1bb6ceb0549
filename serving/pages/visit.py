"""One visit: why this household, what to ask, and the result in four taps."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from features.errors import UnreadableError
from features.text import Text
from models.measure import measures
from serving.access.caller import Caller
from serving.access.masking import suggested
from serving.access.right import Right
from serving.access.role import Identity
from serving.cases.procedure import latest_case, status_of
from serving.cases.workplace import Workplace
from serving.database.areas import Household
from serving.database.lists import Listed
from serving.household_records import household_of
from serving.reading.facts import facts
from serving.reading.places import places
from serving.visits import corrections, drafts, told
from serving.visits.answers import RESULTS, answer, answers_for
from serving.visits.due import latest_list, tasks
from serving.visits.questions import questions
from serving.visits.reporting import read, report
from serving.visits.seen import visits_of
from serving.web.asking import Asking, Filled, Kept
from serving.web.rendering import language_of, render
from serving.web.routes import Pages

PAGES = Pages()
MEASURES = 3
EARLIER = 5


@PAGES.page("/visits/{household_id}", Right.VISIT)
def show(request: Request, household_id: str, caller: Asking, kept: Kept) -> Response:
    """Why, what to ask, and the form with whatever was typed before."""
    workplace, household = Workplace.of(request), household_of(kept, household_id)
    draft = drafts.draft_of(kept, caller, household)
    context = _context(workplace, kept, caller, household)
    typed = drafts.typed(kept, workplace, draft)
    return render(request, "visit.html", context | {"typed": typed, "wrong": None, "saved": draft is not None})


@PAGES.action("/visits/{household_id}", Right.VISIT)
def send(request: Request, household_id: str, form: Filled, caller: Asking, kept: Kept) -> Response:
    """Report the visit; what cannot be taken is shown again with everything that was typed."""
    workplace, household = Workplace.of(request), household_of(kept, household_id)
    try:
        report(kept, workplace, caller, household, read(form, workplace.today))
    except UnreadableError as error:
        context = _context(workplace, kept, caller, household)
        again = {"typed": _typed(form), "wrong": Text(zh=error.zh, en=error.en), "saved": False}
        return render(request, "visit.html", context | again, status=error.status)
    return RedirectResponse(f"/visits/{household_id}/done", 303)


@PAGES.action("/visits/{household_id}/draft", Right.VISIT)
def keep(request: Request, household_id: str, form: Filled, caller: Asking, kept: Kept) -> Response:
    """Keep what is typed so far."""
    drafts.save(kept, Workplace.of(request), caller, household_of(kept, household_id), form)
    if request.headers.get("hx-request"):
        return HTMLResponse(Text(zh="草稿已保存", en="Draft saved").of(language_of(request)))
    return RedirectResponse(f"/visits/{household_id}", 303)


@PAGES.page("/visits/{household_id}/done", Right.VISIT)
def done(request: Request, household_id: str, caller: Asking, kept: Kept) -> Response:
    """What was reported, what follows from it, and who is next."""
    workplace, household = Workplace.of(request), household_of(kept, household_id)
    visits = visits_of(kept, household_id)
    case = latest_case(kept, household_id)
    left = [task for task in tasks(kept, workplace, caller) if task.visit is None]
    context = {
        "household": household,
        "name": workplace.vault.heads(kept, caller, [household_id]).get(household_id, ""),
        "visit": visits[0] if visits else None,
        "results": RESULTS,
        "answer": answer(visits[0].reason) if visits else None,
        "case": case,
        "status": status_of(case) if case else None,
        "next": left[0] if left else None,
        "left": len(left),
    }
    return render(request, "visit_done.html", context)


@PAGES.page("/visits/{household_id}/sheet", Right.VISIT)
def sheet(request: Request, household_id: str, caller: Asking, kept: Kept) -> Response:
    """The visit on one printed page, with blanks to fill in by hand."""
    workplace, household = Workplace.of(request), household_of(kept, household_id)
    return render(request, "visit_sheet.html", _context(workplace, kept, caller, household))


@PAGES.page("/visits/{household_id}/leaflet", Right.VISIT)
def leaflet(request: Request, household_id: str, caller: Asking, kept: Kept) -> Response:
    """What is left with the household: why somebody came, what is kept, and how to object."""
    workplace, household = Workplace.of(request), household_of(kept, household_id)
    name = workplace.vault.heads(kept, caller, [household_id]).get(household_id, "")
    return render(request, "leaflet.html", {"household": household, "name": name, "today": workplace.today})


def _context(workplace: Workplace, kept: Session, caller: Caller, household: Household) -> dict[str, Any]:
    published = latest_list(kept)
    row = kept.get(Listed, (published.week, household.household_id)) if published else None
    found = facts([*row.alerts, *row.reasons], published.as_of, caller) if row and published else []
    case = latest_case(kept, household.household_id)
    if not found and case is not None:
        found = facts(case.about, case.opened_on, caller)
    sentences = told.in_three_sentences(found)
    asked = questions(fact.name for fact in [*sentences, *found])
    return {
        "household": household,
        "row": row,
        "published": published,
        "case": case,
        "status": status_of(case) if case else None,
        "sentences": sentences,
        "new": [fact for fact in found if fact.new and fact not in sentences],
        "standing": [fact for fact in found if not fact.new and fact not in sentences],
        "not_certain": told.not_certain(row) if row else [],
        "questions": [q for q in asked if caller.sees(q.privacy)],
        "measures": _offered(row, caller),
        "facts": {fact.name: corrections.label_of(fact.name) for fact in found},
        "results": RESULTS,
        "answers": {result: answers_for(result) for result in RESULTS},
        "visits": visits_of(kept, household.household_id)[:EARLIER],
        "place": places(kept, caller.within),
        "today": workplace.today,
        **_contact(workplace, kept, caller, household),
    }


def _contact(workplace: Workplace, kept: Session, caller: Caller, household: Household) -> dict[str, str]:
    shown = workplace.vault.shown(kept, caller, [household.head_id] if household.head_id else [])
    head = shown.get(household.head_id or "", {})
    return {"name": head.get(Identity.NAME, ""), "telephone": head.get(Identity.PHONE, "")}


def _offered(row: Listed | None, caller: Caller) -> list[tuple[Mapping[str, Any], Any]]:
    """The first measures that fit and are not drawn yet, with their declarations."""
    told_of = suggested(row.measures if row else [], caller)
    fitting = [m for m in told_of if not m["held"] and m["measure"] in measures()]
    return [(m, measures()[m["measure"]]) for m in fitting[:MEASURES]]


def _typed(form: Mapping[str, Any]) -> dict[str, str]:
    names = ("key", *drafts.PLAIN, *drafts.WRITTEN)
    return {name: str(form[name]) for name in names if form.get(name)}
