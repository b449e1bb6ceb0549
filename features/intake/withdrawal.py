"""Takes a batch back: its records return to what they were before it; nothing is erased."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from features.engine import connect
from features.errors import IntakeError
from features.intake.journal import Batch, Journal
from features.intake.staging import next_place
from features.records import Records
from features.table import table


def withdraw(records: Records, number: int, *, on: date, by: str) -> Batch:
    """Withdraw batch `number` as of `on`: a batch of its own that puts back the versions before it.

    A record that the batch brought in is withdrawn; one that it changed gets its content of before
    again. What a later batch said of a record stays; what withdrawn batches said counts
    for nothing. Raises IntakeError if it was withdrawn already.
    """
    journal = Journal(records.root)
    with journal.lock():
        batch = journal.batch(number)
        _check(journal, batch)
        staged = journal.stage()
        own, void = _files(batch), _void(journal)
        tables: dict[str, dict[str, int]] = {}
        moves: list[list[str]] = []
        for name in batch.tables:
            files = sorted(f for f in own if f.startswith(f"records/{name}/"))
            if files:
                tables[name] = _stage(records, name, files, void, staged, on)
                moves += _move(records, name, journal.next_number(), staged)
        done = Batch(
            number=journal.next_number(),
            source=batch.source,
            export=batch.export,
            file=batch.file,
            digest="",
            received=on.isoformat(),
            by=by,
            withdraws=number,
            tables=tables,
            moves=moves,
        )
        journal.commit(done)
        return done


def _check(journal: Journal, batch: Batch) -> None:
    if batch.withdraws is not None:
        raise IntakeError(f"batch {batch.number} is a withdrawal itself: take the file in again instead")
    if any(b.withdraws == batch.number for b in journal.batches()):
        raise IntakeError(f"batch {batch.number} was withdrawn already")


def _files(batch: Batch) -> set[str]:
    """The files of records that the batch added."""
    return {final for _, final in batch.moves if final.startswith("records/")}


def _void(journal: Journal) -> set[str]:
    """The files that say nothing any more: of withdrawn batches, and of withdrawals, which only repeat others."""
    batches = journal.batches()
    withdrawn = {b.withdraws for b in batches}
    return {f for b in batches if b.withdraws is not None or b.number in withdrawn for f in _files(b)}


def _stage(
    records: Records, name: str, files: list[str], void: Collection[str], staged: Path, on: date
) -> dict[str, int]:
    """Write one row per record of which the batch has the last word; counts of withdrawn and put back."""
    own = ", ".join(_quoted(records.root / f) for f in files)
    nothing = ", ".join(["''", *(_quoted(records.root / f) for f in void)])
    every = ", ".join(_quoted(b) for b in records.batches(name))
    columns = [c for c in table(name).all_columns if c not in ("known_on", "withdrawn")]
    taken = ", ".join(f"coalesce(before.{c}, last.{c}) AS {c}" if c == "record_id" else
                      f"CASE WHEN before.record_id IS NULL THEN last.{c} ELSE before.{c} END AS {c}"
                      for c in columns)  # fmt: skip
    with connect() as connection:
        connection.execute(
            f"CREATE TEMP TABLE back AS WITH every AS (SELECT *, filename IN ({own}) AS mine, "
            "max(known_on) OVER (PARTITION BY record_id) AS latest_on FROM "
            f"read_parquet([{every}], filename = true) SEMI JOIN (SELECT record_id FROM read_parquet([{own}])) "
            f"USING (record_id)), versions AS (SELECT * FROM every WHERE filename NOT IN ({nothing})), "
            "last AS (SELECT * FROM versions QUALIFY row_number() OVER (PARTITION BY record_id "
            "ORDER BY known_on DESC, filename DESC) = 1), before AS (SELECT * FROM versions WHERE NOT mine QUALIFY "
            "row_number() OVER (PARTITION BY record_id ORDER BY known_on DESC, filename DESC) = 1) "
            f"SELECT {taken}, greatest(DATE '{on}', last.latest_on) AS known_on, "
            "before.record_id IS NULL OR before.withdrawn AS withdrawn "
            "FROM last LEFT JOIN before USING (record_id) WHERE last.mine"
        )
        ordered = ", ".join(table(name).all_columns)
        target = _quoted(staged / f"{name}.0.parquet")
        connection.execute(f"COPY (SELECT {ordered} FROM back) TO {target} (FORMAT parquet, COMPRESSION zstd)")
        row = connection.execute("SELECT count(*) FILTER (WHERE withdrawn), count(*) FROM back").fetchone()
    assert row is not None
    return {"new": 0, "changed": row[1]}


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _move(records: Records, name: str, number: int, staged: Path) -> list[list[str]]:
    path = staged / f"{name}.0.parquet"
    place = f"records/{name}/{next_place(records, name):06d}-withdrawal{number:06d}.parquet"
    return [[str(path.relative_to(records.root)), place]]
