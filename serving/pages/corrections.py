"""Corrections: records that were said to be wrong, for the department that sent them to answer."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select

from features.department import Department
from features.text import Text
from serving.access.right import Right
from serving.cases.workplace import Workplace
from serving.database.visits import Correction
from serving.reading.places import places
from serving.visits import corrections
from serving.web.asking import Asking, Filled, Kept
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
MOST = 100


@PAGES.page("/corrections", Right.ANSWER_CORRECTIONS, entry=Text(zh="数据更正", en="Corrections"), place=60)
def show(request: Request, caller: Asking, kept: Kept) -> Response:
    """The department's corrections: those that wait, the earliest due first, then the answered ones."""
    workplace = Workplace.of(request)
    order = (Correction.answer != "", Correction.due_on, Correction.correction_id)
    mine = select(Correction).where(Correction.department == (caller.department or "")).order_by(*order).limit(MOST)
    rows = list(kept.scalars(mine))
    calendar = workplace.calendar(caller.area_code)
    words = workplace.vault.words(kept, [w for row in rows for w in (row.words_id, row.answer_words_id)])
    context = {
        "rows": [
            (row, calendar.due(row.due_on, workplace.today), calendar.words(row.due_on, workplace.today))
            for row in rows
        ],
        "words": words,
        "names": workplace.vault.heads(kept, caller, [row.household_id for row in rows]),
        "places": places(kept, caller.within),
        "department": Department(caller.department).label if caller.department else None,
        "label_of": corrections.label_of,
        "answers": corrections.ANSWERS,
    }
    return render(request, "corrections.html", context)


@PAGES.action("/corrections/{correction_id}", Right.ANSWER_CORRECTIONS)
def answer(request: Request, correction_id: int, form: Filled, caller: Asking, kept: Kept) -> Response:
    """Answer one."""
    said, words = str(form.get("answer", "")), str(form.get("words", ""))
    corrections.answer(kept, Workplace.of(request), caller, correction_id, said, words)
    return RedirectResponse("/corrections", 303)
