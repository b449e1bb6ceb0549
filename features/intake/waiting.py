"""Rows that wait to be mended: which, why, and what stands in each.

Where and why is open to reports (Parquet, no values). The cells themselves hold names, numbers and bills: they
are kept encrypted with the county's key, and only for as long as a row of their batch waits.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from features.errors import IntakeError
from features.intake.journal import Batch, Journal
from features.intake.key import identity_key
from features.intake.reading import Part
from features.intake.register import unseal

BATCH, SHEET, ROW, WRONG = "退回批次", "原工作表", "原行号", "问题"
EXTRA = (BATCH, SHEET, ROW, WRONG)  # the columns by which a returned row answers the one it was
CELLS = ("sheet", "row", "cells", "records")
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


def quarantine(journal: Journal) -> pd.DataFrame:
    """The faults of the rows that still wait, one line each with the columns PLACES.

    A row no longer waits when a later batch answered it (see `features.intake.answering`), when somebody left it
    out, or when its batch was withdrawn. What a withdrawn batch answered waits again.
    """
    batches = journal.batches()
    withdrawn = {b.withdraws for b in batches}
    standing = [b for b in batches if b.withdraws is None and b.number not in withdrawn]
    answered: dict[int, set[tuple[str, int]]] = {}
    for number, *place in (place for batch in standing for place in batch.answered):
        answered.setdefault(number, set()).add((place[0], place[-1]))
    frames = [_waiting(journal, batch, answered.get(batch.number, set())) for batch in standing]
    frames = [f for f in frames if not f.empty]
    return pd.concat(frames, ignore_index=True)[list(PLACES)] if frames else pd.DataFrame(columns=list(PLACES))


def _waiting(journal: Journal, batch: Batch, answered: Collection[tuple[str, int]]) -> pd.DataFrame:
    path = journal.root / "intake" / "quarantine" / f"{batch.number:06d}.parquet"
    if batch.rows_quarantined <= len(answered) or not path.exists():
        return pd.DataFrame()
    rows = pd.read_parquet(path)
    waits = [place not in answered for place in zip(rows["sheet"], rows["row"], strict=True)]
    return rows[waits].assign(batch=batch.number, file=batch.file, export=batch.export)


def sealed_name(batch: int) -> str:
    """The name of the file that holds the cells of a batch's waiting rows."""
    return f"{batch:06d}.waiting"


def cells_that_wait(connection: duckdb.DuckDBPyConnection, part: Part) -> pd.DataFrame:
    """The rows in table `waiting` of the part in view `raw`: sheet, row, cells (JSON, heading → text), records (JSON).

    Records are those the row surely is about, out of table `bad_records`; [] where it cannot be told.
    """
    texts = ", ".join(f"CAST(c{i} AS VARCHAR)" for i in range(len(part.names)))
    found = connection.execute(f"SELECT row, {texts} FROM raw SEMI JOIN waiting USING (row) ORDER BY row").fetchall()
    records = dict(connection.execute("SELECT row, list(DISTINCT record_id) FROM bad_records GROUP BY row").fetchall())
    rows = [(part.sheet, at, _json(part.names, cells), json.dumps(records.get(at, []))) for at, *cells in found]
    return pd.DataFrame(rows, columns=list(CELLS))


def _json(names: Sequence[str], cells: Sequence[str | None]) -> str:
    said = {n: c or "" for n, c in zip(names, cells, strict=True) if n not in EXTRA}
    return json.dumps(said, ensure_ascii=False)


def kept_cells(root: Path, batch: int) -> pd.DataFrame:
    """The cells of a batch's waiting rows, opened: columns CELLS; empty where none are kept any more."""
    path = root / "intake" / "quarantine" / sealed_name(batch)
    if not path.exists():
        return pd.DataFrame(columns=list(CELLS))
    return unseal(path.read_bytes(), identity_key(root), path.name).reindex(columns=list(CELLS))


def waiting_row(root: Path, batch: int, row: int, sheet: str | None = None) -> WaitingRow:
    """The row `row` of batch `batch`, on `sheet` if several hold one.

    Raises IntakeError if it does not wait (any more), or on several sheets. Its cells
    are empty if they are kept no longer: it was answered, and the answer withdrawn.
    """
    waits = quarantine(Journal(root))
    faults = waits[(waits["batch"] == batch) & (waits["row"] == row) & ((waits["sheet"] == sheet) | (sheet is None))]
    sheets = list(faults["sheet"].unique())
    if not sheets:
        raise IntakeError(f"row {row} of batch {batch} does not wait: it was mended, sent again or withdrawn")
    if len(sheets) > 1:
        raise IntakeError(f"row {row} of batch {batch} waits on several sheets: name the sheet")
    cells = kept_cells(root, batch)
    cells = cells[(cells["row"] == row) & (cells["sheet"] == sheets[0])]
    first = faults.iloc[0]
    return WaitingRow(
        batch=batch,
        file=str(first["file"]),
        export=str(first["export"]),
        sheet=str(sheets[0]),
        row=row,
        cells=json.loads(str(cells["cells"].iloc[0])) if len(cells) else {},
        faults=tuple(zip(faults["heading"], faults["zh"], faults["en"], strict=True)),
    )


def forget_mended(journal: Journal) -> None:
    """Drop the sealed cells of batches of which no row waits any more."""
    sealed = list((journal.root / "intake" / "quarantine").glob("*.waiting"))
    waits = {sealed_name(int(number)) for number in quarantine(journal)["batch"].unique()} if sealed else set()
    for path in sealed:
        if path.name not in waits:
            path.unlink(missing_ok=True)
