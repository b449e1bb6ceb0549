"""Differences between departments as tasks: who settles each, until when, and what came out."""

from datetime import date
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select

from features.comparison.kind import comparisons
from features.comparison.tasks import Outcome, Task, answer, tasks
from features.department import Department
from features.errors import ConflictError, IntakeError, NotThereError, UnreadableError
from features.text import Text
from serving.access.caller import Caller
from serving.access.right import Right
from serving.database.areas import Household
from serving.database.engine import saw
from serving.reading.places import places
from serving.reading.quality import results
from serving.web.asking import Asking, Filled, Kept
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
AT_ONCE = 50
STATES = {
    "open": Text(zh="未办结", en="Open"),
    "overdue": Text(zh="已逾期", en="Overdue"),
    "settled": Text(zh="已办结", en="Settled"),
}


@PAGES.page("/differences", Right.SETTLE_DIFFERENCES, entry=Text(zh="部门比对", en="Differences"), place=64)
def show(
    request: Request, caller: Asking, kept: Kept, state: str = "open", comparison: str = "", page: int = 1
) -> Response:
    """The differences a caller can settle, the most urgent first; of one state and one comparison if chosen."""
    today: date = request.app.state.settings.day()
    mine = _within(request, caller)
    chosen = [t for t in mine if comparison in ("", t.comparison)]
    rows = sorted((t for t in chosen if _is(t, state, today)), key=lambda t: (t.due_on, -t.weight, t.task))
    page = max(1, page)
    shown = rows[(page - 1) * AT_ONCE : page * AT_ONCE]
    households = [task.household_id for task in shown]
    saw(kept, households)
    context = {
        "rows": shown,
        "compared": bool(mine) or results(request.app.state.run.root, today) is not None,
        "number": len(rows),
        "page": page,
        "pages": max(1, -(-len(rows) // AT_ONCE)),
        "states": {name: (words, sum(_is(t, name, today) for t in chosen)) for name, words in STATES.items()},
        "state": state,
        "comparison": comparison,
        "comparisons": {name: one.label for name, one in comparisons().items()},
        "kind_of": comparisons(),
        "today": today,
        "outcomes": list(Outcome),
        "outcome_of": Outcome,
        "department_of": Department,
        "area": places(kept, caller.within),
        "names": request.app.state.vault.heads(kept, caller, households),
        "linked": _linked(kept, caller, households),
        "settled": request.query_params.get("settled", ""),
    }
    return render(request, "differences.html", context)


def _linked(kept: Kept, caller: Caller, households: list[str]) -> set[str]:
    """The households whose page the caller can open."""
    if not caller.may(Right.READ_HOUSEHOLDS):
        return set()
    return set(kept.scalars(select(Household.household_id).where(Household.household_id.in_(households))))


def _is(task: Task, state: str, today: date) -> bool:
    if state == "settled":
        return bool(task.outcome)
    return not task.outcome and (state != "overdue" or task.overdue(today))


def _within(request: Request, caller: Caller) -> list[Task]:
    """Tasks within reach; department staff see those their department is part of."""
    found = [t for t in tasks(request.app.state.run.records.root) if caller.within.covers(t.area_code)]
    return [t for t in found if t.comparison in comparisons() and _concerns(t, caller)]


def _concerns(task: Task, caller: Caller) -> bool:
    one = comparisons()[task.comparison]
    return caller.department is None or caller.department in {d.value for d in (one.first, one.second, one.to)}


@PAGES.action("/differences/{task}", Right.SETTLE_DIFFERENCES)
def settle(request: Request, task: str, caller: Asking, kept: Kept, form: Filled) -> Response:
    """Say what came out of one; who is asked, or the county's own staff, may."""
    found = {t.task: t for t in _within(request, caller)}.get(task)
    if found is None:
        raise NotThereError("没有此任务", "there is no such task")
    if found.outcome:
        raise ConflictError("此任务已办结", "this task was settled already")
    outcome = _outcome(form.get("outcome"))
    saw(kept, [found.household_id])
    remark, day = str(form.get("remark", "")).strip()[:500], request.app.state.settings.day()
    try:
        answer(request.app.state.run.records.root, task, outcome, by=caller.name, on=day, remark=remark)
    except IntakeError:
        raise ConflictError("此任务已办结", "this task was settled already") from None
    return RedirectResponse(f"/differences?settled={task}", 303)


def _outcome(said: Any) -> Outcome:
    try:
        return Outcome(str(said))
    except ValueError:
        raise UnreadableError("请选择核实结果", "choose what came out") from None
