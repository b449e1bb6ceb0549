"""A case: where it stands, who acts next and until when, every step so far, and the forms of the next ones."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from features.errors import NotYetError, UnreadableError
from features.privacy import Privacy
from features.table import table
from features.text import Text
from models.measure import measures
from serving.access.caller import Caller
from serving.access.right import Right
from serving.access.role import roles
from serving.cases.procedure import case_of, checklist, circumstances, offered, status_of, submit
from serving.cases.publicity import sheet
from serving.cases.status import Aim, statuses
from serving.cases.workplace import Workplace
from serving.database.cases import Case, Step
from serving.reading.facts import facts
from serving.reading.places import places
from serving.visits import corrections
from serving.visits.answers import RESULTS, answer
from serving.web.asking import Asking, Filled, Kept
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
FIRST = {
    "opened": Text(zh="登记线索", en="Clue entered"),
    "another_clue": Text(zh="又有线索", en="Another clue"),
    "from_records": Text(zh="依据已有认定记录建档", en="Taken over from the records"),
}
CLUE = {name: table("status_decisions").all_columns[name] for name in ("channel", "risk_type")}


@PAGES.page("/cases/{case_id}", Right.READ_CASES)
def show(request: Request, case_id: int, caller: Asking, kept: Kept) -> Response:
    """The case."""
    workplace, case = Workplace.of(request), case_of(kept, case_id)
    context = _context(workplace, kept, caller, case)
    return render(request, "case.html", context | {"wrong": None, "typed": {}, "tried": ""})


@PAGES.action("/cases/{case_id}/{move}", Right.READ_CASES)
def act(request: Request, case_id: int, move: str, form: Filled, caller: Asking, kept: Kept) -> Response:
    """Make a move; what cannot be taken is shown again with everything that was typed."""
    workplace, case = Workplace.of(request), case_of(kept, case_id)
    try:
        submit(kept, workplace, caller, case, move, form, str(form.get("version", "")))
    except (UnreadableError, NotYetError) as error:
        again = {"wrong": Text(zh=error.zh, en=error.en), "tried": move}
        typed = {name: str(value) for name, value in form.items()}
        context = _context(workplace, kept, caller, case) | again | {"typed": typed}
        return render(request, "case.html", context, status=error.status)
    return RedirectResponse(f"/cases/{case_id}", 303)


@PAGES.page("/cases/{case_id}/publicity", Right.READ_CASES)
def publicity(request: Request, case_id: int, caller: Asking, kept: Kept) -> Response:
    """The sheet that hangs out in the village."""
    workplace, case = Workplace.of(request), case_of(kept, case_id)
    name = workplace.vault.heads(kept, caller, [case.household_id]).get(case.household_id, "")
    village = places(kept, caller.within).name(case.village_code)
    made = sheet(circumstances(kept, workplace, caller, case), name or case.household_id, village)
    return render(request, "publicity.html", {"sheet": made, "case": case})


def _context(workplace: Workplace, kept: Session, caller: Caller, case: Case) -> dict[str, Any]:
    c = circumstances(kept, workplace, caller, case)
    calendar = workplace.calendar(case.village_code)
    return {
        "case": case,
        "name": workplace.vault.heads(kept, caller, [case.household_id]).get(case.household_id, ""),
        "place": places(kept, caller.within),
        "status": status_of(case),
        "aim": Aim(case.aim),
        "way": [status for status in statuses().values() if status.name != "closed"],
        "clock": [calendar.due(case.due_on, workplace.today), calendar.words(case.due_on, workplace.today)]
        if case.due_on
        else None,
        "whole": calendar.words(case.whole_due_on, workplace.today) if case.whole_due_on else None,
        "facts": facts(case.about, case.opened_on, caller),
        "offered": offered(c),
        "checklist": checklist(c) if _asks_for_elimination(case) else [],
        "steps": _steps(workplace, kept, caller, case),
        "visits": c.visits,
        "help": c.help,
        "measures": measures(),
        "corrections": c.corrections,
        "label_of": corrections.label_of,
        "answers": corrections.ANSWERS,
        "results": RESULTS,
        "answer": answer,
        "met": bool(c.steps("hold_meeting")),
        "roles": roles(),
        "today": workplace.today,
    }


def _asks_for_elimination(case: Case) -> bool:
    return case.status == "help" or (case.aim == Aim.ELIMINATION.value and not status_of(case).over)


def _steps(workplace: Workplace, kept: Session, caller: Caller, case: Case) -> list[dict[str, Any]]:
    """Every step in words, the latest first; notes only for whoever may see health, since they may name it."""
    notes = workplace.vault.words(kept, [step.words_id for step in case.steps])
    made = []
    for step in reversed(case.steps):
        note = notes.get(step.words_id or "", "") if caller.sees(Privacy.HEALTH) or step.by == caller.name else ""
        made.append({"step": step, "words": _name_of(step.came_from, step.move), "filled": _filled(step), "note": note})
    return made


def _name_of(came_from: str, name: str) -> Text:
    found = statuses()[came_from].move(name) if came_from in statuses() else None
    return FIRST.get(name) or (found.label if found else Text(zh=name, en=name))


def _filled(step: Step) -> list[tuple[Text, Any]]:
    """What was filled in, as label and value (a Text where it was a choice)."""
    if step.move in FIRST:
        return [(CLUE[name].label, CLUE[name].codes[step.filled[name]]) for name in CLUE if name in step.filled]
    move = statuses()[step.came_from].move(step.move)
    asks = {one.name: one for one in (move.asks if move else ())}
    pairs = [(asks[name], value) for name, value in step.filled.items() if name in asks]
    return [(one.label, one.choices.get(value, value) if one.choices else value) for one, value in pairs]
