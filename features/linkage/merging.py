"""Puts the records of a person entered twice under one key, as a batch that can be taken back whole."""

from datetime import date
from pathlib import Path

import duckdb

from features.engine import connect
from features.errors import IntakeError
from features.intake.journal import Batch, Journal
from features.intake.staging import next_place
from features.intake.withdrawal import withdraw
from features.linkage.decisions import Decision, Verdict, record
from features.records import Records
from features.table import Subject, Table, tables

MERGE = "合并 merge"


def merge(records: Records, decision: Decision) -> Batch:
    """Write down that `person` is `stands_for` and move its records there; memberships of `person` end.

    Raises IntakeError if the decision does not say SAME or `stands_for` is no member on record.
    """
    if decision.verdict is not Verdict.SAME:
        raise IntakeError("only a decision 'same' merges")
    journal = Journal(records.root)
    with journal.lock():
        staged = journal.stage()
        counts: dict[str, dict[str, int]] = {}
        moves: list[list[str]] = []
        with connect(staged) as connection:
            home = _home(connection, records, decision.stands_for)
            for contract in tables().values():
                if contract.subject is Subject.PERSON and records.batches(contract.name):
                    changed = _rekeyed(connection, records, contract, decision, home, staged)
                    if changed:
                        counts[contract.name] = {"new": 0, "changed": changed}
                        moves.append(_move(records, contract.name, staged, journal.next_number()))
        batch = Batch(
            number=journal.next_number(),
            source=MERGE,
            export=MERGE,
            file=f"{decision.person} → {decision.stands_for}",
            digest="",
            received=decision.on.isoformat(),
            by=decision.by,
            tables=counts,
            moves=moves,
        )
        record(records.root, decision)
        journal.commit(batch)
        return batch


def undo(records: Records, person: str, stands_for: str, *, by: str, on: date, why: str = "") -> Batch | None:
    """Take a merge back: the decision is undone and its batch withdrawn; None if it moved no records."""
    record(
        records.root,
        Decision(person=person, stands_for=stands_for, verdict=Verdict.UNDONE, by=by, on=on, why=why),
    )
    journal = Journal(records.root)
    withdrawn = {b.withdraws for b in journal.batches()}
    name = f"{person} → {stands_for}"
    merged = [b for b in journal.batches() if b.export == MERGE and b.file == name and b.number not in withdrawn]
    return withdraw(records, merged[-1].number, on=on, by=by) if merged else None


def _home(connection: duckdb.DuckDBPyConnection, records: Records, person: str) -> str:
    found = connection.execute(
        f"SELECT max_by(household_id, (left_on IS NULL, happened_on, known_on)) FROM {_files(records, 'members')} "
        "WHERE person_id = ? AND NOT withdrawn",
        [person],
    ).fetchone()
    if found is None or found[0] is None:
        raise IntakeError("the person that stays is no member on record: name the two the other way round")
    return str(found[0])


def _rekeyed(
    connection: duckdb.DuckDBPyConnection,
    records: Records,
    contract: Table,
    decision: Decision,
    home: str,
    staged: Path,
) -> int:
    """Write the person's records of one table under the key that stays; how many there were."""
    gone = contract.name in ("members", "identities")
    replaced = "TRUE AS withdrawn" if gone else "$stays AS person_id, $home AS household_id"
    values = {"person": decision.person} | ({} if gone else {"stays": decision.stands_for, "home": home})
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE moved AS SELECT {', '.join(contract.all_columns)} FROM (SELECT * REPLACE "
        f"({replaced}, greatest(known_on, DATE '{decision.on}') AS known_on) FROM "
        f"(SELECT * FROM {_files(records, contract.name)} QUALIFY row_number() OVER "
        "(PARTITION BY record_id ORDER BY known_on DESC, filename DESC) = 1) "
        "WHERE person_id = $person AND NOT withdrawn)",
        values,
    )
    target = str(staged / f"{contract.name}.parquet").replace("'", "''")
    connection.execute(f"COPY moved TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    row = connection.execute("SELECT count(*) FROM moved").fetchone()
    return row[0] if row else 0


def _files(records: Records, name: str) -> str:
    batches = ", ".join("'" + str(b).replace("'", "''") + "'" for b in records.batches(name))
    return f"read_parquet([{batches}], filename = true)"


def _move(records: Records, name: str, staged: Path, number: int) -> list[str]:
    path = staged / f"{name}.parquet"
    return [
        str(path.relative_to(records.root)),
        f"records/{name}/{next_place(records, name):06d}-merge{number:06d}.parquet",
    ]
