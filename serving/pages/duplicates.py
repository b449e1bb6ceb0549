"""People probably entered twice, side by side: one person or two is said by a reviewer, and can be taken back."""

from typing import Any

import pandas as pd
from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from features.errors import ConflictError, IntakeError, UnreadableError
from features.linkage.decisions import Decision, Verdict
from features.linkage.merging import undo
from features.linkage.review import decide
from features.text import Text
from serving.access.right import Right
from serving.database.engine import saw
from serving.reading.duplicates import SHOWN, decided, persons, queue
from serving.reading.places import places
from serving.web.asking import Asking, Filled, Kept, note_alone
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
AT_ONCE = 20


@PAGES.page("/duplicates", Right.REVIEW_DUPLICATES, entry=Text(zh="查重", en="Duplicates"), place=65)
def show(request: Request, caller: Asking, kept: Kept) -> Response:
    """The most probable pairs side by side with the weight of every agreement, and what was decided lately."""
    root = request.app.state.run.records.root
    waits, pairs = queue(root, caller)
    people = persons(root, caller)
    shown = pairs[:AT_ONCE]
    saw(kept, [str(people.loc[p, "household_id"]) for pair in shown for p in (pair.left, pair.right)])
    context = {
        "found_on": waits.found_on,
        "number": len(pairs),
        "pairs": [(pair, people.loc[pair.left], people.loc[pair.right]) for pair in shown],
        "fields": SHOWN,
        "cell": _cell,
        "decided": decided(root, people)[:AT_ONCE],
        "area": places(kept, caller.within),
        "register": len(people),
        "same": Verdict.SAME,
    }
    return render(request, "duplicates.html", context)


def _cell(person: pd.Series, column: str, names: dict[str, str]) -> str:
    """A field of a person as it is shown."""
    value: Any = person[column]
    if pd.isna(value):
        return ""
    if column == "born_on":
        return f"{value:%Y-%m-%d}"
    return names.get(value, value) if column == "village_code" else str(value)


@PAGES.action("/duplicates/decide", Right.REVIEW_DUPLICATES)
def say(request: Request, caller: Asking, kept: Kept, form: Filled) -> Response:
    """One person or two. Merged is only what is called one person; two are never asked about again."""
    records = request.app.state.run.records
    stays, other = str(form.get("stays", "")), str(form.get("other", ""))
    known = {frozenset((pair.left, pair.right)) for pair in queue(records.root, caller)[1]}
    verdict = {"same": Verdict.SAME, "different": Verdict.DIFFERENT}.get(str(form.get("verdict", "")))
    if verdict is None:
        raise UnreadableError("请选择是不是同一人", "say whether they are one person")
    if frozenset((stays, other)) not in known:
        raise ConflictError("这一对已有人处理，请返回查看", "somebody has decided on this pair already")
    why, day = str(form.get("why", "")).strip()[:200], request.app.state.settings.day()
    decision = Decision(person=other, stands_for=stays, verdict=verdict, by=caller.name, on=day, why=why)
    try:
        decide(records, decision)
    except IntakeError as error:
        raise UnreadableError("留下的人不在成员登记中，请改选另一人", str(error)) from None
    note_alone(request, caller, "changed")
    return RedirectResponse("/duplicates", 303)


@PAGES.action("/duplicates/undo", Right.REVIEW_DUPLICATES)
def take_back(request: Request, caller: Asking, form: Filled) -> Response:
    """Take a decision back: a merge is undone, a pair is asked about again."""
    records = request.app.state.run.records
    person, stands_for = str(form.get("person", "")), str(form.get("stands_for", ""))
    if not {person, stands_for} <= set(persons(records.root, caller).index):
        raise UnreadableError("没有这样的决定可撤销", "there is no such decision to take back")
    why, day = str(form.get("why", "")).strip()[:200], request.app.state.settings.day()
    try:
        undo(records, person, stands_for, by=caller.name, on=day, why=why)
    except IntakeError:
        raise ConflictError("此决定已被撤销", "this decision was taken back already") from None
    note_alone(request, caller, "changed")
    return RedirectResponse("/duplicates", 303)
