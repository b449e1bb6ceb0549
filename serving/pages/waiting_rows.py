"""Rows that wait: worked off one by one, mended in place or given up, the next one following at once."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from features.errors import IntakeError, NotThereError, UnreadableError
from features.intake.importing import Taking
from features.intake.returned import leave_out, mend
from features.intake.waiting import WaitingRow, waiting_row
from features.scope import Scope
from features.sources.export import Export
from features.text import Text
from serving.access.caller import Caller
from serving.access.right import Right
from serving.reading.received import exports_for, waiting_of
from serving.web.asking import Asking, Filled, note_alone
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
AT_ONCE = 100
PLACE = ["batch", "sheet", "row"]
CELL = "cell:"  # before the heading in the names of the form's fields


@PAGES.page("/waiting", Right.MEND_ROWS, entry=Text(zh="待改正", en="To mend"), place=62)
def show(request: Request, caller: Asking, batch: int = 0, code: str = "") -> Response:
    """What is wrong, counted by file, column and kind; then the rows, of one file or kind if it is chosen."""
    rows = waiting_of(request.app.state.run.root, own=_own(request, caller))
    each = rows.drop_duplicates([*PLACE, "heading", "code"])
    kinds = each.groupby(["batch", "file", "heading", "code", "zh", "en"], sort=False)["row"].count().reset_index()
    chosen = rows[(rows["batch"] == batch) | (batch == 0)]
    chosen = chosen[(chosen["code"] == code) | (code == "")]
    places = chosen.drop_duplicates(PLACE)
    context = {
        "number": len(rows.drop_duplicates(PLACE)),
        "kinds": kinds.to_dict("records"),
        "rows": places.head(AT_ONCE).to_dict("records"),
        "found": len(places),
        "batch": batch,
        "code": code,
        "most": AT_ONCE,
    }
    return render(request, "waiting_rows.html", context)


@PAGES.page("/waiting/{batch}/{row}", Right.MEND_ROWS)
def one(request: Request, batch: int, row: int, caller: Asking, sheet: str | None = None) -> Response:
    """One row as it was received, with what is wrong beside each cell."""
    waiting = _row(request, caller, batch, row, sheet)
    note_alone(request, caller, "read")
    return render(request, "waiting_row.html", _context(waiting, waiting.faults, waiting.cells))


@PAGES.action("/waiting/{batch}/{row}", Right.MEND_ROWS)
def mended(request: Request, batch: int, row: int, caller: Asking, form: Filled, sheet: str | None = None) -> Response:
    """Take the mended row in, and on to the next; where something is still wrong, the form again, saying what."""
    waiting = _row(request, caller, batch, row, sheet)
    cells = {name: str(form.get(CELL + name, ""))[:2000] for name in waiting.cells}
    how = Taking(received=request.app.state.settings.day(), by=caller.name, scope=Scope(caller.within.prefixes))
    made = mend(request.app.state.run.records, _own(request, caller), waiting, cells, how)
    note_alone(request, caller, "changed" if made.number else "read")
    if made.number:
        return _onward(request, caller, waiting)
    faults = tuple((f["heading"], f["zh"], f["en"]) for f in made.faults)
    return render(request, "waiting_row.html", _context(waiting, faults, cells) | {"again": True}, status=422)


@PAGES.action("/waiting/{batch}/{row}/leave-out", Right.MEND_ROWS)
def left_out(
    request: Request, batch: int, row: int, caller: Asking, form: Filled, sheet: str | None = None
) -> Response:
    """Give the row up, with a reason."""
    waiting = _row(request, caller, batch, row, sheet)
    why = _reason(form)
    day = request.app.state.settings.day()
    leave_out(request.app.state.run.records.root, batch, row, on=day, by=caller.name, why=why, sheet=waiting.sheet)
    note_alone(request, caller, "changed")
    return _onward(request, caller, waiting)


def _reason(form: FormData) -> str:
    why = str(form.get("why", "")).strip()[:200]
    if not why:
        raise UnreadableError("请写明不导入的理由", "say why the row is left out")
    return why


def _row(request: Request, caller: Caller, batch: int, row: int, sheet: str | None) -> WaitingRow:
    """The row, if it waits and is among what the caller works with; else NotThereError."""
    try:
        waiting = waiting_row(request.app.state.run.records.root, batch, row, sheet)
    except IntakeError as error:
        raise NotThereError("此行已不在待改正之列（已改正、已重新报送或已撤回）", str(error)) from None
    if waiting.export not in {export.name for export in _own(request, caller)}:
        raise NotThereError("没有此行", "there is no such row")
    return replace(waiting, cells=dict(waiting.cells))


def _own(request: Request, caller: Caller) -> list[Export]:
    return exports_for(request.app.state.settings.source, caller)


def _context(waiting: WaitingRow, faults: tuple[tuple[str, str, str], ...], cells: Any) -> dict[str, Any]:
    """Faults by heading, those of several headings at the last; what is of no cell stands above the form."""
    by_heading: dict[str, list[Text]] = {name: [] for name in cells}
    above: list[Text] = []
    concerned: set[str] = set()
    for heading, zh, en in faults:
        named = [part for part in heading.split("、") if part in by_heading]
        concerned.update(named)
        (by_heading[named[-1]] if named else above).append(Text(zh=zh, en=en))
    wrong_first = sorted(cells, key=lambda name: name not in concerned)
    shown = {"waiting": waiting, "cells": cells, "wrong": by_heading, "above": above, "order": wrong_first}
    return shown | {"cell": CELL, "again": False}


def _onward(request: Request, caller: Caller, done: WaitingRow) -> RedirectResponse:
    """To the next row of the same batch, or back to the list."""
    rows = waiting_of(request.app.state.run.root, own=_own(request, caller))
    rows = rows[rows["batch"] == done.batch]
    places = set(zip(rows["sheet"], rows["row"], strict=True))
    if not places:
        return RedirectResponse("/waiting?done=1", 303)
    here = (done.sheet, done.row)
    sheet, row = min(places, key=lambda place: (place[0] != done.sheet, place <= here, place))
    return RedirectResponse(f"/waiting/{done.batch}/{row}?{urlencode({'sheet': sheet, 'done': 1})}", 303)
