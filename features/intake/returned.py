"""Rows sent back to be mended, and how a mended workbook answers them.

A returned workbook has the original headings and three columns more, by which its rows answer the
quarantined rows they were: the batch, the row and what was wrong.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import duckdb
import pandas as pd

from features.intake.header import plain_heading
from features.intake.journal import Batch, Journal
from features.intake.limits import LIMITS, Limits
from features.intake.reading import Part, reading
from features.sheets import Book

BATCH, ROW, WRONG = "退回批次", "原行号", "问题"
EXTRA = (BATCH, ROW, WRONG)


def answers_of(connection: duckdb.DuckDBPyConnection, part: Part) -> list[list[int]]:
    """(batch, row) of the quarantined rows that the rows of this part answer; view `raw` must be the part's."""
    columns = {plain_heading(n): f"c{i}" for i, n in enumerate(part.names)}
    if part.as_received or BATCH not in columns or ROW not in columns:
        return []
    found = connection.execute(
        f"SELECT DISTINCT try_cast({columns[BATCH]} AS BIGINT) AS b, try_cast({columns[ROW]} AS BIGINT) AS r "
        "FROM raw WHERE b IS NOT NULL AND r IS NOT NULL"
    ).fetchall()
    return [[int(b), int(r)] for b, r in found]


def once(answered: Iterable[list[int]]) -> list[list[int]]:
    """Each (batch, row) once, in order."""
    return [list(pair) for pair in sorted({tuple(a) for a in answered})]


def quarantine(journal: Journal) -> pd.DataFrame:
    """The rows that still wait: batch, file, export and sheet, row, heading, table, code, zh, en of each fault.

    A row no longer waits when its file came again under the same name, when a returned workbook
    answered it, or when its batch was withdrawn.
    """
    batches = journal.batches()
    answered = {(b, r) for batch in batches for b, r in batch.answered}
    frames = [_waiting(journal, batch, answered) for batch in _latest(batches)]
    frames = [f for f in frames if not f.empty]
    columns = ["batch", "file", "export", "sheet", "row", "heading", "table", "code", "zh", "en"]
    return pd.concat(frames, ignore_index=True)[columns] if frames else pd.DataFrame(columns=columns)


def _latest(batches: list[Batch]) -> list[Batch]:
    """The newest batch of every file that was not withdrawn."""
    withdrawn = {b.withdraws for b in batches}
    newest = {(b.export, b.file): b for b in batches if b.withdraws is None and b.number not in withdrawn}
    return sorted(newest.values(), key=lambda b: b.number)


def _waiting(journal: Journal, batch: Batch, answered: Collection[tuple[int, int]]) -> pd.DataFrame:
    path = journal.root / "intake" / "quarantine" / f"{batch.number:06d}.parquet"
    if not path.exists():
        return pd.DataFrame()
    rows = pd.read_parquet(path)
    waits = [(batch.number, int(r)) not in answered for r in rows["row"]]
    return rows[waits].assign(batch=batch.number, file=batch.file, export=batch.export)


def write_returned_rows(
    results: Sequence[object], files: Sequence[Path], out: Path, limits: Limits = LIMITS
) -> list[Path]:
    """One workbook per file of which rows wait: its rows as received, with what is wrong beside them.

    They hold what departments sent, names and numbers included: readable by their owner only.
    """
    paths = {f.name: f for f in files}
    waiting = [b for b in results if isinstance(b, Batch) and b.rows_quarantined]
    return [_returned_book(b, paths[b.file], out, limits) for b in waiting]


def _returned_book(batch: Batch, path: Path, out: Path, limits: Limits) -> Path:
    known = {plain_heading(f["heading"]) for f in batch.faults}
    target = out / f"退回_{path.stem}.xlsx"
    with reading(path, known=known, limits=limits) as read, Book(target, title="退回修改 / Rows to mend") as book:
        for part in read.parts:
            if any(f["sheet"] == part.sheet for f in batch.faults):
                _returned_sheet(book, part, batch)
    os.chmod(target, 0o600)
    return target


def _returned_sheet(book: Book, part: Part, batch: Batch) -> None:
    wrong: dict[int, list[str]] = {}
    for fault in batch.faults:
        if fault["sheet"] == part.sheet:
            wrong.setdefault(fault["row"], []).append(fault["zh"])
    names = [n for n in part.names if n not in EXTRA]
    widths = [9, 9, 60, *([18] * len(names))]
    sheet = book.sheet(part.sheet or "退回", [*EXTRA, *names], widths=widths)
    for at, cells in _rows_of(part, wrong):
        sheet.row([batch.number, at, "\n".join(dict.fromkeys(wrong[at])), *(cells[n] for n in names)])


def _rows_of(part: Part, wanted: Collection[int]) -> Iterator[tuple[int, dict[str, object]]]:
    """The rows with these numbers, by heading."""
    if part.as_received:
        rows = pd.read_parquet(part.path)
        for at in sorted(wanted):
            yield at, dict(zip(part.names, rows.iloc[at - 1], strict=True))
        return
    rows = pd.read_parquet(part.path, filters=[("row", "in", sorted(wanted))]).sort_values("row")
    for row in rows.drop(columns="overflow").itertuples(index=False):
        yield int(row[0]), dict(zip(part.names, row[1:], strict=True))
