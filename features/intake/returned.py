"""Rows sent back to be mended, as workbooks or one by one, and how what comes back answers them.

A returned row has its original headings and three columns more, by which it answers the quarantined row it
was: the batch, the row and what was wrong.
"""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from features.errors import IntakeError
from features.intake.importing import Refused, Taking, take_in
from features.intake.journal import Batch, Journal
from features.intake.waiting import (
    BATCH,
    EXTRA,
    ROW,
    SHEET,
    WaitingRow,
    forget_mended,
    kept_cells,
    quarantine,
    waiting_row,
)
from features.records import Records
from features.sheets import Book
from features.sources.export import Export


def write_returned_rows(journal: Journal, batch: Batch, out: Path) -> Path | None:
    """A workbook of the rows of `batch` that wait, as received, with what is wrong beside them; None if none does.

    It holds what departments sent, names and numbers included: readable by its owner only.
    """
    waits = quarantine(journal)
    waits = waits[waits["batch"] == batch.number]
    if waits.empty:
        return None
    target = out / f"退回_{Path(batch.file).stem}.xlsx"
    cells = kept_cells(journal.root, batch.number)
    with Book(target, title="退回修改 / Rows to mend") as book:
        for sheet, some in waits.groupby("sheet", sort=False):
            _returned_sheet(book, str(sheet), batch.number, some, cells[cells["sheet"] == sheet])
    os.chmod(target, 0o600)
    return target


def _returned_sheet(book: Book, name: str, batch: int, waits: pd.DataFrame, cells: pd.DataFrame) -> None:
    wrong = {at: "\n".join(dict.fromkeys(some["zh"])) for at, some in waits.groupby("row")}
    rows = [(at, json.loads(said)) for at, said in zip(cells["row"], cells["cells"], strict=True) if at in wrong]
    names = list(rows[0][1]) if rows else []
    sheet = book.sheet(name or "退回", [*EXTRA, *names], widths=[9, 14, 9, 60, *([18] * len(names))])
    for at, said in rows:
        sheet.row([batch, name, at, wrong[at], *said.values()])


def mend(
    records: Records, exports: Sequence[Export], waiting: WaitingRow, cells: Mapping[str, str], how: Taking
) -> Batch:
    """Take a mended row in; nothing happens unless it is right: the batch then has number 0 and says what is wrong.

    `cells` are its new contents by heading; what is not named there is empty.
    """
    if not waiting.cells:
        raise IntakeError("what stood in the row is kept no longer: ask for it again, or leave it out")
    own = [e for e in exports if e.name == waiting.export]
    with _written(waiting, cells) as path:
        (result,) = take_in([path], own, records, replace(how, whole=True, wait=False))
    if isinstance(result, Refused):
        raise IntakeError(result.why)
    return result


@contextmanager
def _written(waiting: WaitingRow, cells: Mapping[str, str]) -> Iterator[Path]:
    """A file of one row under the original headings that answers `waiting`."""
    content = {name: cells.get(name, "").strip() or None for name in waiting.cells}
    answers = {BATCH: str(waiting.batch), SHEET: waiting.sheet, ROW: str(waiting.row)}
    with tempfile.TemporaryDirectory(prefix="mended-") as folder:
        path = Path(folder) / f"改正_{Path(waiting.file).stem}_{waiting.batch}_{waiting.row}.jsonl"
        path.write_text(json.dumps(content | answers, ensure_ascii=False) + "\n", encoding="utf-8")
        yield path


def leave_out(root: Path, batch: int, row: int, *, on: date, by: str, why: str, sheet: str | None = None) -> Batch:
    """Give a row up: it no longer waits, and the journal says who decided so and why."""
    waiting = waiting_row(root, batch, row, sheet)
    if not by.strip() or not why.strip():
        raise IntakeError("say who leaves the row out, and why")
    journal = Journal(root)
    with journal.lock():
        done = Batch(
            number=journal.next_number(),
            source=waiting.export,
            export=waiting.export,
            file=f"不导入 left out: {waiting.file} {batch}/{row}",
            digest="",
            received=on.isoformat(),
            by=by,
            notes=[why],
            answered=[[batch, waiting.sheet, row]],
        )
        journal.commit(done)
        forget_mended(journal)
    return done
