"""Which rows that wait are answered by a file: those it names, those whose records it holds, those it sends again.

A row is answered only by a file of its own export, sent by somebody who may send for all that its batch was sent for.
From within a smaller area only good rows with the very same records answer it.
"""

import json
from collections.abc import Callable, Iterable, Sequence

import duckdb
import pandas as pd

from features.intake.header import plain_heading
from features.intake.journal import Batch, Journal, Place
from features.intake.reading import Part
from features.intake.waiting import BATCH, ROW, SHEET, kept_cells, quarantine
from features.scope import Scope

PLACE = ["batch", "sheet", "row"]


def once(places: Iterable[Sequence[int | str]]) -> list[Place]:
    """Each (batch, sheet, row) once, in order."""
    return [list(place) for place in sorted({tuple(p) for p in places}, key=str)]


def covering(connection: duckdb.DuckDBPyConnection, scope: Scope) -> Callable[[Batch], bool]:
    """Whether `scope` holds all that a batch was sent for: its areas, or every village of the register."""

    def covers(batch: Batch) -> bool:
        if all(area.startswith(scope.prefixes) for area in batch.areas):
            return True
        inside = f"bool_and(coalesce({scope.condition('village_code')}, FALSE))"
        row = connection.execute(f"SELECT {inside} FROM villages").fetchone()
        return bool(row and row[0])

    return covers


def answerable(journal: Journal, export: str, covers: Callable[[Batch], bool]) -> pd.DataFrame:
    """The rows of `export` that wait: PLACE, file, heading (list), cells and records (JSON), free (covered)."""
    waits = quarantine(journal)
    waits = waits[waits["export"] == export]
    if waits.empty:
        return waits
    rows = waits.groupby([*PLACE, "file"], sort=False)["heading"].agg(list).reset_index()
    numbers = [int(n) for n in rows["batch"].unique()]
    kept = pd.concat([kept_cells(journal.root, n).assign(batch=n) for n in numbers], ignore_index=True)
    free = {n: covers(journal.batch(n)) for n in numbers}
    return rows.merge(kept, on=PLACE, how="left").assign(free=rows["batch"].map(free))


def answers_of(
    connection: duckdb.DuckDBPyConnection, part: Part, file: str, waits: pd.DataFrame, tables: int
) -> list[Place]:
    """The places among `waits` that the part answers; it stands in `raw`, `bad` and the `tables` made_0, made_1 …"""
    if waits.empty:
        return []
    free = waits[waits["free"]]
    return [
        *_named(connection, part, free),
        *_same_records(connection, waits, tables),
        *_sent_again(connection, part, free[(free["file"] == file) & (free["sheet"] == part.sheet)]),
    ]


def _named(connection: duckdb.DuckDBPyConnection, part: Part, waits: pd.DataFrame) -> list[Place]:
    """Rows that the columns of a returned workbook name; where no sheet is named, only if there is no choice."""
    columns = {plain_heading(n): f"c{i}" for i, n in enumerate(part.names)}
    if part.as_received or BATCH not in columns or ROW not in columns:
        return []
    named = connection.execute(
        f"SELECT DISTINCT try_cast({columns[BATCH]} AS BIGINT) AS b, try_cast({columns[ROW]} AS BIGINT) AS r, "
        f"{columns.get(SHEET, 'NULL')} AS s FROM raw WHERE b IS NOT NULL AND r IS NOT NULL"
    ).fetchall()
    places: dict[tuple[int, int], list[str]] = {}
    for batch, sheet, row in waits[PLACE].itertuples(index=False):
        places.setdefault((batch, row), []).append(sheet)
    found: list[Place] = []
    for batch, row, said in named:
        sheets = [s for s in places.get((batch, row), []) if said is None or s == said]
        found += [[batch, sheet, row] for sheet in sheets if len(sheets) == 1]
    return found


def _same_records(connection: duckdb.DuckDBPyConnection, waits: pd.DataFrame, tables: int) -> list[Place]:
    """Rows all of whose records stand in the part; for a sender who does not cover them, in its good rows."""
    sought = waits[[*PLACE, "free"]].assign(record_id=waits["records"].map(_listed)).explode("record_id").dropna()
    if sought.empty:
        return []
    connection.register("sought", sought)
    made = " UNION ALL ".join(f"SELECT row, record_id FROM made_{n}" for n in range(tables))
    found = connection.execute(
        "SELECT s.batch, s.sheet, s.row FROM sought s LEFT JOIN (SELECT record_id, bool_and(b.row IS NOT NULL) AS bad "
        f"FROM ({made}) m LEFT JOIN bad b USING (row) GROUP BY record_id) h USING (record_id) "
        "GROUP BY s.batch, s.sheet, s.row HAVING bool_and(h.record_id IS NOT NULL AND (s.free OR NOT h.bad))"
    ).fetchall()
    connection.unregister("sought")
    return [list(place) for place in found]


def _listed(records: object) -> list[str]:
    return json.loads(records) if isinstance(records, str) and records else []


def _sent_again(connection: duckdb.DuckDBPyConnection, part: Part, waits: pd.DataFrame) -> list[Place]:
    """Rows that stand at the same place of the file sent again, alike but for the cells that were wrong."""
    kept = waits[waits["cells"].notna()]
    if kept.empty:
        return []
    texts = ", ".join(f"CAST(c{i} AS VARCHAR)" for i in range(len(part.names)))
    rows = ", ".join(str(int(r)) for r in kept["row"].unique())
    found = connection.execute(f"SELECT row, {texts} FROM raw WHERE row IN ({rows})").fetchall()
    now = {row: dict(zip(part.names, cells, strict=True)) for row, *cells in found}
    return [
        [batch, sheet, row]
        for batch, sheet, row, cells, wrong in kept[[*PLACE, "cells", "heading"]].itertuples(index=False)
        if _alike(json.loads(str(cells)), now.get(row, {}), wrong)
    ]


def _alike(then: dict[str, str], now: dict[str, str | None], wrong: Sequence[str]) -> bool:
    """Whether two rows are the same but for the wrong headings, and say something besides."""
    concerned = {name for headings in wrong for name in headings.split("、")}
    others = [name for name in then if name not in concerned]
    return any(then[n] for n in others) and all(then[n] == (now.get(n) or "") for n in others)
