"""A large store's records arranged by blocks of households, so that their vectors are made in little memory.

    numbers.parquet                    household_id, number (0, 1, … in order of household_id), block
    <table>/block=<block>/*.parquet    versions of records (see `Records.register`), household_id as its number
    moved/<table>/block=<block>/…      the same once more, for the other homes that their persons ever had
    areas/<table>.parquet              versions of records about areas, for every block
    arranged.json                      written last: the tables and the number of blocks

Only what vectors read is arranged. A person's records count for the latest household known, so a block holds the
records of everybody who ever lived in one of its households.
"""

import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb

from features import expression
from features.assembly import Heard
from features.engine import connect, quoted
from features.feature import Feature
from features.progress import track
from features.records import Records, inside, versions_sql
from features.scope import Scope
from features.table import Subject, Table, table

NOTE, NUMBERS, MOVED, AREAS = "arranged.json", "numbers.parquet", "moved", "areas"
ALWAYS = ("areas", "households", "members")
ROWS_PER_GROUP = 30_000  # of a block's file: all blocks' files are written side by side
UNHOUSED = -1  # the block of rows whose own household nobody knows: they count where their person lives
KEYS = ("household_id", "person_id", "area_code", "happened_on", "known_on", "withdrawn")


class Arranged:
    """What `arrange` left in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        self.blocks = range(note["blocks"])
        self.columns: Mapping[str, Mapping[str, str]] = note["columns"]

    def heard(self, dates: Sequence[date]) -> Heard:
        """When each table last sent anything, as of each date."""
        found: dict[tuple[str, date], date | None] = {}
        asked = ", ".join(f"max(known_on) FILTER (WHERE known_on <= DATE '{d}')" for d in dates)
        with connect() as connection:
            for name in self.columns:
                row = connection.execute(f"SELECT {asked} FROM ({self._versions(name)})").fetchone()
                found |= {(name, d): last for d, last in zip(dates, row or (), strict=True)}
        return found

    def register(self, connection: duckdb.DuckDBPyConnection, block: int, read_once: Collection[str] = ()) -> None:
        """Make `versions_<table>` of every table, and `numbered` (number, household_id) of the block's households.

        Those `read_once` stay where they are: a view of them is made.
        """
        numbers = quoted(self.folder / NUMBERS)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE numbered AS "
            f"SELECT number, household_id FROM read_parquet({numbers}) WHERE block = {block}"
        )
        for name in self.columns:
            # Rows of one household stand together, so that its groups are found where they were left a moment ago.
            ordered = not (name in read_once or table(name).subject is Subject.AREA)
            kind, order = ("VIEW" if name in read_once else "TABLE"), (" ORDER BY household_id, happened_on" * ordered)
            rows = f"{self._versions(name, block)}{order}"
            connection.execute(f"CREATE OR REPLACE TEMP {kind} versions_{name} AS {rows}")

    def _versions(self, name: str, block: int | None = None) -> str:
        """SQL: the versions of a table in a block (in all, if None)."""
        files = ", ".join(quoted(f) for f in self._files(name, block))
        if not files:
            empty = ", ".join(f"NULL::{kind} AS {column}" for column, kind in self.columns[name].items())
            return f"SELECT {empty} WHERE FALSE"
        return f"SELECT {', '.join(self.columns[name])} FROM read_parquet([{files}], hive_partitioning = false)"

    def _files(self, name: str, block: int | None) -> list[Path]:
        if table(name).subject is Subject.AREA:
            return [self.folder / AREAS / f"{name}.parquet"]
        part = f"{name}/block={'*' if block is None else block}/*.parquet"
        return sorted([*self.folder.glob(part), *self.folder.glob(f"{MOVED}/{part}")])


def arranged_until(folder: Path) -> date | None:
    """The day until which the records arranged in `folder` were known; None if none are."""
    note = folder / NOTE
    return date.fromisoformat(json.loads(note.read_text(encoding="utf-8"))["known_until"]) if note.exists() else None


def arrange(
    records: Records, folder: Path, declared: Iterable[Feature], *, scope: Scope, known_until: date, block_size: int
) -> Arranged:
    """Arrange what the `declared` features read of the records in `scope` known on a day; nothing if it is done."""
    if not (folder / NOTE).exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        read = list(declared)
        names = sorted({f.table for f in read if f.table} | {*ALWAYS})
        names += ["visits"] if records.source.cohort == "visited" and "visits" not in names else []
        columns = {name: columns_read(table(name), read) for name in names}
        with connect(folder) as connection:
            records.register_raw(connection, known_until)
            blocks = _number(connection, folder, scope, block_size)
            for name in track(names, "Records 记录整理"):
                _arrange(connection, table(name), list(columns[name]), scope, folder)
        note = {"blocks": blocks, "columns": columns, "known_until": known_until.isoformat()}
        partial = folder / f"{NOTE}.partial"
        partial.write_text(json.dumps(note, indent=1), encoding="utf-8")
        os.replace(partial, folder / NOTE)
    return Arranged(folder)


def columns_read(contract: Table, declared: Iterable[Feature]) -> dict[str, str]:
    """The columns of a table that vectors read, with their types in the arrangement."""
    if contract.name in ALWAYS:
        wanted = set(contract.all_columns)
    else:
        wanted = set(KEYS).union(*(f.columns_read | _ordered_by(f) for f in declared if f.table == contract.name))
        wanted |= expression.columns(contract.visible) if contract.visible else set()
    kinds = {n: c.kind.sql for n, c in contract.all_columns.items() if n in wanted}
    return kinds | ({"household_id": "INTEGER"} if "household_id" in kinds else {}) | {"superseded_on": "DATE"}


def _ordered_by(feature: Feature) -> set[str]:
    """What tells the last of several records of one day, for features that ask for the latest or the one before."""
    return {"record_id"} if any(map(expression.asks_for_latest, (feature.value, *feature.each.values()))) else set()


def _number(connection: duckdb.DuckDBPyConnection, folder: Path, scope: Scope, block_size: int) -> int:
    """Table `numbers` of the households in scope, and `homes`, where persons ever lived; returns how many blocks."""
    inside_ = inside(table("households"), scope)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE numbers AS SELECT household_id, number, number // "
        f"{block_size} AS block FROM (SELECT household_id, (row_number() OVER (ORDER BY household_id) - 1)::INTEGER "
        f"AS number FROM (SELECT DISTINCT household_id FROM raw_households WHERE {inside_}))"
    )
    connection.execute(f"COPY (SELECT * FROM numbers ORDER BY number) TO {quoted(folder / NUMBERS)} (FORMAT parquet)")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE homes AS SELECT DISTINCT person_id, block "
        "FROM raw_members JOIN numbers USING (household_id) WHERE person_id IS NOT NULL"
    )
    row = connection.execute("SELECT max(block) + 1 FROM numbers").fetchone()
    return (row[0] if row else None) or 0


def _arrange(
    connection: duckdb.DuckDBPyConnection, contract: Table, columns: list[str], scope: Scope, folder: Path
) -> None:
    versions = versions_sql(contract, scope)
    if contract.subject is Subject.AREA:
        target = folder / AREAS / f"{contract.name}.parquet"
        target.parent.mkdir(exist_ok=True)
        rows = f"SELECT {', '.join(columns)} FROM ({versions})"
        connection.execute(f"COPY ({rows}) TO {quoted(target)} (FORMAT parquet)")
        return
    chosen = ", ".join("number AS household_id" if c == "household_id" else f"v.{c}" for c in columns)
    join = "JOIN" if contract.subject is Subject.HOUSEHOLD else "LEFT JOIN"
    placed = (
        f"SELECT {chosen}, coalesce(block, {UNHOUSED}) AS block FROM ({versions}) v {join} numbers USING (household_id)"
    )
    _write(connection, placed, folder / contract.name)
    if contract.subject is Subject.PERSON and any((folder / contract.name).glob("*/*")):
        _write(connection, _elsewhere(folder / contract.name, columns), folder / MOVED / contract.name)


def _elsewhere(placed: Path, columns: Sequence[str]) -> str:
    """SQL: the rows of persons who ever had a home in another block than the row's own, once for each such block."""
    chosen = ", ".join(f"v.{c}" for c in columns)
    rows = f"read_parquet({quoted(placed / '*' / '*.parquet')}, hive_partitioning = true)"
    moved = f"SELECT person_id, block FROM homes WHERE person_id IN ({_MOVERS})"
    sql = f"SELECT {chosen}, h.block FROM {rows} v JOIN ({moved}) h ON h.person_id = v.person_id AND h.block <> v.block"
    if (placed / f"block={UNHOUSED}").exists():
        alone = f"read_parquet({quoted(placed / f'block={UNHOUSED}' / '*.parquet')}, hive_partitioning = true)"
        settled = f"SELECT person_id, block FROM homes WHERE person_id NOT IN ({_MOVERS})"
        sql += f" UNION ALL SELECT {chosen}, h.block FROM {alone} v JOIN ({settled}) h ON h.person_id = v.person_id"
    return sql


_MOVERS = "SELECT person_id FROM homes GROUP BY person_id HAVING count(*) > 1"


def _write(connection: duckdb.DuckDBPyConnection, rows: str, target: Path) -> None:
    target.mkdir(parents=True)
    options = f"FORMAT parquet, COMPRESSION lz4_raw, PARTITION_BY (block), ROW_GROUP_SIZE {ROWS_PER_GROUP}"
    connection.execute(f"COPY ({rows}) TO {quoted(target)} ({options}, OVERWRITE_OR_IGNORE)")
