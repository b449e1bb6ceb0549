"""Rows that wait to be mended: which, why, and what stands in each.

Where and why is open to reports (Parquet, no values). The cells themselves hold names, numbers and bills: they
are kept encrypted with the county's key, and only for as long as a row of their batch waits.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from features.errors import IntakeError
from features.intake.header import plain_heading
from features.intake.journal import Batch, Journal
from features.intake.key import identity_key
from features.intake.reading import Part
from features.intake.register import unseal

BATCH, ROW, WRONG = "退回批次", "原行号", "问题"
EXTRA = (BATCH, ROW, WRONG)  # the columns by which a returned row answers the one it was
CELLS = ("sheet", "row", "cells")
PLACES = ("batch", "file", "export", "sheet", "row", "heading", "table", "code", "zh", "en")


@dataclass(frozen=True)
class WaitingRow:
    """A row that waits: its place, its cells as received by heading, and what is wrong: (heading, zh, en)."""

    batch: int
    file: str
    export: str
    sheet: str
    row: int
    cells: Mapping[str, str]
    faults: tuple[tuple[str, str, str], ...]


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
    """The faults of the rows that still wait, one line each with the columns PLACES.

    A row no longer waits when its file came again under the same name, when a returned row answered it,
    when somebody left it out, or when its batch was withdrawn.
    """
    batches = journal.batches()
    answered = {(b, r) for batch in batches for b, r in batch.answered}
    frames = [_waiting(journal, batch, answered) for batch in _latest(batches)]
    frames = [f for f in frames if not f.empty]
    return pd.concat(frames, ignore_index=True)[list(PLACES)] if frames else pd.DataFrame(columns=list(PLACES))


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


def sealed_name(batch: int) -> str:
    """The name of the file that holds the cells of a batch's waiting rows."""
    return f"{batch:06d}.waiting"


def cells_that_wait(connection: duckdb.DuckDBPyConnection, part: Part) -> pd.DataFrame:
    """The rows in table `bad` of the part in view `raw`: sheet, row, cells (JSON, heading → text)."""
    texts = ", ".join(f"CAST(c{i} AS VARCHAR)" for i in range(len(part.names)))
    found = connection.execute(f"SELECT row, {texts} FROM raw SEMI JOIN bad USING (row) ORDER BY row").fetchall()
    rows = [(part.sheet, at, _json(part.names, cells)) for at, *cells in found]
    return pd.DataFrame(rows, columns=list(CELLS))


def _json(names: Sequence[str], cells: Sequence[str | None]) -> str:
    said = {n: c or "" for n, c in zip(names, cells, strict=True) if n not in EXTRA}
    return json.dumps(said, ensure_ascii=False)


def kept_cells(root: Path, batch: int) -> pd.DataFrame:
    """The cells of a batch's waiting rows, opened: columns CELLS; empty where none are kept any more."""
    path = root / "intake" / "quarantine" / sealed_name(batch)
    if not path.exists():
        return pd.DataFrame(columns=list(CELLS))
    return unseal(path.read_bytes(), identity_key(root), path.name)


def waiting_row(root: Path, batch: int, row: int) -> WaitingRow:
    """The row `row` of batch `batch`; raises IntakeError if it does not wait (any more)."""
    waits = quarantine(Journal(root))
    faults = waits[(waits["batch"] == batch) & (waits["row"] == row)]
    cells = kept_cells(root, batch)
    cells = cells[cells["row"] == row]
    if faults.empty or cells.empty:
        raise IntakeError(f"row {row} of batch {batch} does not wait: it was mended, sent again or withdrawn")
    first = faults.iloc[0]
    return WaitingRow(
        batch=batch,
        file=str(first["file"]),
        export=str(first["export"]),
        sheet=str(first["sheet"]),
        row=row,
        cells=json.loads(str(cells["cells"].iloc[0])),
        faults=tuple(zip(faults["heading"], faults["zh"], faults["en"], strict=True)),
    )


def forget_mended(journal: Journal) -> None:
    """Drop the sealed cells of batches of which no row waits any more."""
    sealed = list((journal.root / "intake" / "quarantine").glob("*.waiting"))
    waits = {sealed_name(int(number)) for number in quarantine(journal)["batch"].unique()} if sealed else set()
    for path in sealed:
        if path.name not in waits:
            path.unlink(missing_ok=True)
