"""Prepares a batch: every part of a file settled, and what it adds written where a commit only has to move it."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from features.gathering import next_number
from features.intake.again import Again
from features.intake.answering import answers_of, once
from features.intake.disputes import find_disputes
from features.intake.fates import EVERYWHERE, Fates, decide, faults_in_words
from features.intake.headings import view_part
from features.intake.journal import Batch, Place
from features.intake.reading import Part
from features.intake.register import seal
from features.intake.waiting import cells_that_wait, sealed_name
from features.records import Records
from features.scope import Scope
from features.sources.export import Export
from features.table import table

FAULT = ("sheet", "row", "heading", "table", "code", "zh", "en")
SHOWN = 1_000  # faults kept in the journal for the report; the quarantine keeps all


@dataclass
class Staging:
    """What one file adds, gathered part by part in the folder `staged`."""

    connection: duckdb.DuckDBPyConnection
    export: Export
    records: Records
    staged: Path
    number: int
    received: date
    file: str
    waits: pd.DataFrame  # the rows that the file may answer, as `answerable` gives them
    again: Again | None = None
    scope: Scope = EVERYWHERE
    fates: list[Fates] = field(default_factory=list)
    faults: list[tuple] = field(default_factory=list)
    people: list[pd.DataFrame] = field(default_factory=list)
    cells: list[pd.DataFrame] = field(default_factory=list)
    answered: list[Place] = field(default_factory=list)
    tables: dict[str, dict[str, int]] = field(default_factory=dict)

    def take(self, parts: Sequence[Part]) -> None:
        """Settle every part of the file."""
        find_disputes(self.connection, self.export, parts, self.received.isoformat())
        for part in parts:
            self._add(part)

    def _add(self, part: Part) -> None:
        """Settle one part."""
        at = len(self.fates)
        received = self.received.isoformat()
        self.fates.append(decide(self.connection, self.export, part, self.records, received, self.scope, self.again))
        self.cells.append(cells_that_wait(self.connection, part))
        self.faults += faults_in_words(self.connection, part.sheet)
        self.answered += answers_of(self.connection, part, self.file, self.waits, len(self.export.all_rows))
        for name in dict.fromkeys(r.table for r in self.export.all_rows):
            self._write(name, at)
        if self.export.is_register and not self.export.identity.pseudonyms and self.export.identity.person:
            self.people.append(self._people(part))

    def batch(self, digest: str, key: bytes, by: str, notes: list[str]) -> Batch:
        """The batch, complete; nothing has happened yet."""
        moves = self._record_moves(self.export.digest + digest) + self._quarantine(key) + self._register(key)
        return Batch(
            number=self.number,
            source=self.export.name,
            export=self.export.name,
            file=self.file,
            digest=digest,
            mapping=self.export.digest,
            received=self.received.isoformat(),
            by=by,
            rows_read=sum(f.read for f in self.fates),
            rows_accepted=sum(f.accepted for f in self.fates),
            rows_quarantined=sum(f.quarantined for f in self.fates),
            rows_known=sum(f.known for f in self.fates),
            rows_without_content=sum(f.without_content for f in self.fates),
            tables=self.tables,
            faults=[dict(zip(FAULT, f, strict=True)) for f in self.faults[:SHOWN]],
            kinds=self._kinds(),
            notes=[*notes, *kept_note(self.kept)],
            moves=moves,
            answered=once([*self.answered, *(self.again.waits if self.again else ())]),
            areas=list(self.scope.prefixes),
        )

    @property
    def kept(self) -> int:
        """Rows of a file sent again that say otherwise than what stands on record, and were not taken in."""
        return sum(f.kept for f in self.fates)

    def _write(self, name: str, at: int) -> None:
        """Write the fresh records of a table, typed as its contract says."""
        row = self.connection.execute(
            f"SELECT count(*) FILTER (WHERE fate = 'new'), count(*) FILTER (WHERE fate = 'changed') FROM fresh_{name}"
        ).fetchone()
        assert row is not None
        counts = self.tables.setdefault(name, {"new": 0, "changed": 0})
        counts["new"] += row[0]
        counts["changed"] += row[1]
        if sum(row):
            columns = ", ".join(
                "FALSE AS withdrawn" if n == "withdrawn" else f"CAST({n} AS {c.kind.sql}) AS {n}"
                for n, c in table(name).all_columns.items()
            )
            target = str(self.staged / f"{name}.{at}.parquet").replace("'", "''")
            form = "(FORMAT parquet, COMPRESSION zstd)"
            self.connection.execute(f"COPY (SELECT {columns} FROM fresh_{name}) TO '{target}' {form}")

    def _record_moves(self, content: str) -> list[list[str]]:
        """Where the staged Parquet files of the tables will lie."""
        moves: list[list[str]] = []
        for name in self.tables:
            first = next_place(self.records, name)
            for more, path in enumerate(sorted(self.staged.glob(f"{name}.*.parquet"))):
                digest = hashlib.sha256(f"{content} {path.name}".encode()).hexdigest()[:12]
                moves.append([self._below(path), f"records/{name}/{first + more:06d}-{digest}.parquet"])
        return moves

    def _kinds(self) -> list[list[str | int]]:
        """How often each kind of fault occurs: heading, code, zh, en, times; the most frequent first."""
        counts = Counter((heading, code, zh, en) for _, _, heading, _, code, zh, en in self.faults)
        return [[*kind, times] for kind, times in counts.most_common()]

    def _quarantine(self, key: bytes) -> list[list[str]]:
        """Where and why rows wait, open to reports; what stands in them, sealed."""
        if not self.faults:
            return []
        places, cells = self.staged / "quarantine.parquet", self.staged / sealed_name(self.number)
        pd.DataFrame(self.faults, columns=list(FAULT)).to_parquet(places, index=False)
        cells.write_bytes(seal(pd.concat(self.cells, ignore_index=True), key, cells.name))
        folder = "intake/quarantine"
        return [
            [self._below(places), f"{folder}/{self.number:06d}.parquet"],
            [self._below(cells), f"{folder}/{cells.name}"],
        ]

    def _register(self, key: bytes) -> list[list[str]]:
        people = pd.concat(self.people, ignore_index=True) if self.people else pd.DataFrame()
        if people.empty:
            return []
        name = f"{self.number:06d}.sealed"
        path = self.staged / name
        path.write_bytes(seal(people, key, name))
        return [[self._below(path), f"identity/{name}"]]

    def _people(self, part: Part) -> pd.DataFrame:
        """Names and numbers of the accepted rows of a register, for the sealed file."""
        identity = self.export.identity
        headings = view_part(self.connection, part)
        name = headings.text(identity.name) if identity.name else "NULL::VARCHAR"
        phone = f"phone_text({headings.text(identity.phone)})" if identity.phone else "NULL::VARCHAR"
        texts = headings.texts_sql(identity.headings, [identity.person])
        homes = any(r.table == "households" for r in self.export.rows)
        villages = "SELECT household_id, any_value(village_code) AS village_code FROM good_households GROUP BY 1"
        new = "m.row IN (SELECT row FROM asked)" if self.again else "TRUE"
        lives = f"LEFT JOIN ({villages}) h USING (household_id)" if homes else ""
        return self.connection.execute(
            f"SELECT m.person_id, m.household_id, {name} AS name, {headings.number(identity.person)} AS number, "
            f"{phone} AS phone, m.born_on, m.sex, {'h.village_code' if homes else 'NULL::VARCHAR AS village_code'} "
            f"FROM good_members m JOIN ({texts}) USING (row) {lives} WHERE {new} "
            "QUALIFY row_number() OVER (PARTITION BY m.person_id ORDER BY row) = 1 ORDER BY m.person_id"
        ).df()

    def _below(self, path: Path) -> str:
        return str(path.relative_to(self.records.root))


def kept_note(rows: int) -> list[str]:
    """What is said of the rows that a file sent again did not change back."""
    zh = f"{rows}行与现有记录不同，未改回：以之后批次的更正为准；如确需改回，请撤回更正的批次"
    en = f"{rows} rows differ from what stands and change nothing back: to return to them, withdraw what corrected them"
    return [f"{zh} {en}"] if rows else []


def next_place(records: Records, name: str) -> int:
    """The number of the next Parquet file of a table."""
    return next_number(records.batches(name))
