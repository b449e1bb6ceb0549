"""The record store: append-only Parquet batches, read as they were known on a day.

A store is a folder::

    source.json          who made it (see `Source`)
    coverage.json        what it covers (see `features.coverage`)
    standards/*.toml     its own dated figures, where it does not use the built-in ones
    records/<table>/<number>-<content hash>.parquet     (many small ones: see `features.gathering`)

A correction is a row with the same `record_id` and a later `known_on`; a withdrawal is one with
`withdrawn` true. Nothing is ever overwritten.
"""

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from features import by_household
from features.contract import checked
from features.coverage import Covered, read_coverage
from features.engine import ask, connect, parquet
from features.errors import RecordStoreError
from features.gathering import gather, next_number, standing
from features.scope import Scope
from features.store_files import read_json
from features.table import Subject, Table, table, tables
from features.whole import check_whole


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the records come from and how outcomes are read from them.

    `outcome` is "decisions" (a verified decision 'identified') or "next_visit" (poor at the next
    visit); `index` is "assessments" (四看法) or "welfare" (income per equivalent adult against the
    line at the next visit). `cohort` is "residents" (everybody on every date) or "visited" (only
    households visited in the period that ends with the date). `lines` is "built_in" or "own".
    """

    name: str
    title_zh: str
    title_en: str
    outcome: str = "decisions"
    index: str = "assessments"
    cohort: str = "residents"
    lines: str = "built_in"
    caution_zh: str = ""
    caution_en: str = ""


class Records:
    """A record store at `root`; reading opens nothing for writing."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)

    @classmethod
    def create(cls, root: Path, source: Source, coverage: list[Covered]) -> "Records":
        """An empty store; raises RecordStoreError if `root` holds one already."""
        from features.coverage import write_coverage

        root = Path(root)
        if (root / "source.json").exists():
            raise RecordStoreError(f"{root.name}: there is a record store already; name an empty folder")
        (root / "records").mkdir(parents=True, exist_ok=True)
        write_coverage(coverage, root / "coverage.json")
        text = json.dumps(asdict(source), indent=1, ensure_ascii=False)
        (root / "source.json").write_text(text, encoding="utf-8")
        return cls(root)

    @cached_property
    def source(self) -> Source:
        """Who made the store; raises RecordStoreError when `root` is none."""
        path = self.root / "source.json"
        if not path.exists():
            raise RecordStoreError(f"{self.root}: is not a record store (no source.json); run the intake first")
        try:
            return Source(**read_json(path))
        except TypeError:
            raise RecordStoreError(f"{path}: does not say what a source is; restore it from a backup") from None

    @cached_property
    def coverage(self) -> list[Covered]:
        """What the source covers."""
        return read_coverage(self.root / "coverage.json")

    def append(self, name: str, rows: pd.DataFrame | pa.Table) -> Path | None:
        """Add a batch to table `name`; None if the same content is there already.

        The batch is checked against the contract first (ContractError) and appears whole or not at
        all. Columns that are not required may be left out.
        """
        contract = table(name)
        arrow = checked(contract, rows)
        folder = self.root / "records" / name
        folder.mkdir(parents=True, exist_ok=True)
        digest = _content_hash(arrow)
        batches = self.batches(name)
        if any(b.stem.endswith(digest) for b in batches):
            return None
        return _write(arrow, folder / f"{next_number(batches):06d}-{digest}.parquet")

    def batches(self, name: str) -> list[Path]:
        """The batches of a table in the order they came; raises RecordStoreError for one that is not whole."""
        found = standing(sorted((self.root / "records" / name).glob("*.parquet")))
        for path in found:
            check_whole(path)
        return found

    def gather(self, keep: Collection[str] = ()) -> list[Path]:
        """Put small batches that have settled together, but none named in `keep`; nothing that is read changes."""
        folders = [self.root / "records" / name for name in tables()]
        return [path for folder in folders for path in gather(folder, partial(_write_gathered, folder), keep)]

    def contents(self, of: Collection[str] = ()) -> str:
        """A hash of the names and contents of the batches of some tables, or of all: the state a list was made from."""
        names = [f"{name}/{b.stem}" for name in of or tables() for b in self.batches(name)]
        return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]

    def register(
        self,
        connection: duckdb.DuckDBPyConnection,
        scope: Scope,
        known_until: date | None = None,
        names: Collection[str] = (),
        heard_since: date | None = None,
    ) -> None:
        """Make a temporary table `versions_<table>` of every table (or of `names`) in `connection`.

        Each row is one version of one record, valid from `known_on` until the day before
        `superseded_on` (null: still valid); withdrawals stay in as versions. Rows outside `scope`
        and rows known after `known_until` are left out; with `heard_since`, so are records of which no
        version became known after that day. An empty table is empty here too.
        """
        self.register_raw(connection, known_until)
        for contract in tables().values():
            if not names or contract.name in names:
                self._register_versions(connection, contract, scope, heard_since)

    def register_raw(self, connection: duckdb.DuckDBPyConnection, known_until: date | None = None) -> None:
        """Make a view `raw_<table>` of every table: its rows as they came, each with the name of its `batch`."""
        for contract in tables().values():
            self._register_raw(connection, contract, known_until)

    def _register_raw(self, connection: duckdb.DuckDBPyConnection, contract: Table, known_until: date | None) -> None:
        batches = self.batches(contract.name)
        until = f" WHERE known_on <= DATE '{known_until}'" if known_until else ""
        # The contract's columns come first, so that batches older than a column of it still can be read.
        empty = ", ".join(f"NULL::{c.kind.sql} AS {n}" for n, c in contract.all_columns.items())
        rows = f"SELECT {empty}, NULL::VARCHAR AS batch WHERE FALSE"
        if batches:
            found = parquet(batches, "filename = 'batch', union_by_name = true")
            rows += f" UNION ALL BY NAME SELECT * FROM {found}{until}"
        connection.execute(f"CREATE OR REPLACE TEMP VIEW raw_{contract.name} AS {rows}")

    def _register_versions(
        self, connection: duckdb.DuckDBPyConnection, contract: Table, scope: Scope, heard_since: date | None = None
    ) -> None:
        made = versions_sql(contract, scope, heard_since)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE versions_{contract.name} AS {made}")

    def rows(self, name: str, as_of: date, scope: Scope, columns: Collection[str] = ()) -> pd.DataFrame:
        """The records of a table as they were known on `as_of`: latest versions, none withdrawn.

        `columns` are those that are read, or all.
        """
        asked = ", ".join(columns) or "* EXCLUDE (superseded_on, withdrawn)"
        with ask() as connection:
            for contract in {"households": table("households"), name: table(name)}.values():
                self._register_raw(connection, contract, as_of)
            self._register_versions(connection, table(name), scope)
            current = valid_on(f"DATE '{as_of}'")
            return connection.execute(f"SELECT {asked} FROM versions_{name} WHERE {current} ORDER BY record_id").df()

    def rows_of(
        self, household_id: str, as_of: date, scope: Scope, names: Collection[str] = ()
    ) -> dict[str, pd.DataFrame]:
        """One household's records by table (`names`, or every table about households), as known on `as_of`.

        Columns and order as in `rows`; every table is empty for a household outside `scope`.
        """
        found = self.of_household(household_id, as_of, scope, names)
        return {name: rows.to_pandas(date_as_object=False) for name, rows in found.items()}

    def of_household(
        self, household_id: str, as_of: date, scope: Scope, names: Collection[str] = ()
    ) -> dict[str, pa.Table]:
        """As `rows_of`, as Arrow: days stay days and unknown stays null."""
        wanted = [t for t in tables().values() if t.subject is not Subject.AREA and (not names or t.name in names)]
        versions = self._versions_of(household_id, {t.name: t for t in (table("households"), *wanted)})
        village = by_household.village_of(versions["households"], as_of)
        lives = village is not None and any(village.startswith(prefix) for prefix in scope.prefixes)
        return {
            t.name: by_household.current(
                versions[t.name] if lives else versions[t.name].slice(0, 0),
                as_of,
                [n for n in t.all_columns if n != "withdrawn"],
            )
            for t in wanted
        }

    def _versions_of(self, household_id: str, wanted: Mapping[str, Table]) -> dict[str, pa.Table]:
        """Every version of the household's records: from where they lie together, else out of the batches."""
        kept = {name: by_household.of(self._beside(name), household_id) for name in wanted}
        missing = [contract for name, contract in wanted.items() if kept[name] is None]
        if missing:
            with ask() as connection:
                kept |= {t.name: self._searched(connection, t, household_id) for t in missing}
        return {name: rows for name, rows in kept.items() if rows is not None}

    def _searched(self, connection: duckdb.DuckDBPyConnection, contract: Table, household_id: str) -> pa.Table:
        self._register_raw(connection, contract, None)
        raw = f"raw_{contract.name}"
        mine = f"{raw} WHERE record_id IN (SELECT record_id FROM {raw} WHERE household_id = $household)"
        asked = f"SELECT * FROM ({_versions(mine)}) WHERE household_id = $household"
        return connection.sql(asked, params={"household": household_id}).to_arrow_table()

    def _beside(self, name: str) -> Path:
        return by_household.place(self.root, name, self.batches(name))

    def put_by_household(self) -> list[str]:
        """Lay every table's records out by household (`features.by_household`); returns the tables it was due for."""
        due = [t for t in tables().values() if t.subject is not Subject.AREA and not self._beside(t.name).is_file()]
        for contract in due:
            with connect(self.root) as connection:
                self._register_raw(connection, contract, None)
                asked = f"SELECT * FROM ({_versions(f'raw_{contract.name}')}) ORDER BY household_id, record_id"
                rows = connection.sql(asked).to_arrow_reader(by_household.ROWS)
                by_household.write(self._beside(contract.name), rows)
        return [contract.name for contract in due]


def _versions(raw: str) -> str:
    """SQL: every row of `raw` with the day its next version became known (null: none) and its batch's number."""
    return (
        "SELECT * EXCLUDE (batch), lead(known_on) OVER (PARTITION BY record_id ORDER BY known_on, batch) "
        f"AS superseded_on, CAST(parse_filename(batch)[:6] AS INTEGER) AS batch FROM {raw}"
    )


def versions_sql(contract: Table, scope: Scope, heard_since: date | None = None) -> str:
    """SQL: the rows of `raw_<table>` with each version's `superseded_on`; see `Records.register`."""
    raw, heard, own = f"raw_{contract.name}", "", inside(contract, scope)
    # A record may have moved to a household outside: its later versions supersede those inside.
    theirs = "TRUE" if own == "TRUE" else f"record_id IN (SELECT record_id FROM {raw} WHERE {own})"
    if heard_since:
        heard = f" AND record_id IN (SELECT record_id FROM {raw} WHERE known_on > DATE '{heard_since}')"
    # Hardly any record has a second version; only those that may (a hash takes a third of the name's room) are
    # sorted to find what superseded what.
    versions = (
        f"WITH seen AS NOT MATERIALIZED (SELECT * FROM {raw} WHERE {theirs}{heard}), "
        "again AS (SELECT hash(record_id) AS hashed FROM seen GROUP BY hashed HAVING count(*) > 1) "
        "SELECT * EXCLUDE (batch), NULL::DATE AS superseded_on FROM seen ANTI JOIN again ON hash(record_id) = hashed "
        "UNION ALL SELECT * EXCLUDE (batch), lead(known_on) OVER (PARTITION BY record_id ORDER BY known_on, batch) "
        "FROM seen SEMI JOIN again ON hash(record_id) = hashed"
    )
    return versions if own == "TRUE" else f"SELECT * FROM ({versions}) WHERE {own}"


def valid_on(day: str, row: str = "") -> str:
    """SQL: the version `row` of a record is the one known on `day` and is not withdrawn."""
    dot = f"{row}." if row else ""
    return (
        f"{dot}known_on <= {day} AND ({dot}superseded_on IS NULL OR {dot}superseded_on > {day}) AND NOT {dot}withdrawn"
    )


def inside(contract: Table, scope: Scope) -> str:
    """SQL that keeps the rows of `contract` inside `scope`: by the household's village, or by area.

    A household belongs where its latest known version lives; areas above the scope stay visible,
    since a township's capacity or flood concerns its villages.
    """
    if "" in scope.prefixes:
        return "TRUE"
    if contract.subject is Subject.AREA:
        above = " OR ".join(f"'{p}' LIKE rtrim(area_code, '0') || '%'" for p in scope.prefixes)
        return f"({scope.condition('area_code')} OR {above or 'FALSE'})"
    lives = "max_by(village_code, struct_pack(known_on := known_on, batch := batch))"
    return (
        "household_id IN (SELECT household_id FROM raw_households GROUP BY household_id "
        f"HAVING {scope.condition(lives)})"
    )


def _write(arrow: pa.Table, path: Path) -> Path:
    """A batch, whole or not at all."""
    begun = path.with_suffix(".partial")
    pq.write_table(arrow, begun, compression="zstd")
    os.replace(begun, path)
    return path


def _write_gathered(folder: Path, arrow: pa.Table, number: str) -> Path:
    return _write(arrow, folder / f"{number}-{_content_hash(arrow)}.parquet")


def _content_hash(arrow: pa.Table) -> str:
    digest = hashlib.sha256()
    for batch in arrow.combine_chunks().to_batches():
        for name, column in zip(arrow.column_names, batch.columns, strict=True):
            digest.update(name.encode())
            digest.update(str(column.type).encode())
            for buffer in column.buffers():
                if buffer is not None:
                    digest.update(memoryview(buffer))
    return digest.hexdigest()[:12]
