"""Puts the records of a person entered twice under one key, as a batch that can be taken back whole.

Records move first and the decision is written down afterwards: whoever is killed in between is asked again, and doing
it again does the rest.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from features.engine import connect, parquet, quoted
from features.errors import IntakeError
from features.intake.journal import Batch, Journal
from features.intake.staging import next_place
from features.intake.withdrawal import withdraw
from features.linkage.decisions import Decision, Verdict, aliases, must_mean_something, record, standing
from features.records import Records
from features.table import Subject, Table, tables

MERGE = "合并 merge"


def merge(records: Records, decision: Decision) -> Batch:
    """Move the records of `person` to `stands_for` and write it down; memberships of `person` end.

    Where `stands_for` was itself merged with another, they move to that one. Raises IntakeError if the decision does
    not say SAME, or whom it stays with is no member on record or `person` itself.
    """
    if decision.verdict is not Verdict.SAME:
        raise IntakeError("only a decision 'same' merges")
    must_mean_something(records.root, decision)
    stays = _stays(records, decision)
    journal = Journal(records.root)
    with journal.lock():
        staged = journal.stage()
        counts: dict[str, dict[str, int]] = {}
        moves: list[list[str]] = []
        with connect(staged) as connection:
            home = _home(connection, records, stays)
            for contract in tables().values():
                if contract.subject is Subject.PERSON and records.batches(contract.name):
                    changed = _rekeyed(connection, records, contract, decision, {"stays": stays, "home": home}, staged)
                    if changed:
                        counts[contract.name] = {"new": 0, "changed": changed}
                        moves.append(_move(records, contract.name, staged, journal.next_number()))
        batch = Batch(
            number=journal.next_number(),
            source=MERGE,
            export=MERGE,
            file=_said(decision),
            digest="",
            received=decision.on.isoformat(),
            by=decision.by,
            tables=counts,
            moves=moves,
        )
        journal.commit(batch)
        record(records.root, decision)
        return batch


def undo(records: Records, person: str, stands_for: str, *, by: str, on: date, why: str = "") -> list[Batch]:
    """Take the decision on two persons back, whoever is named first; the withdrawals of what it moved.

    Raises IntakeError if there is no decision on them.
    """
    asked = Decision(person=person, stands_for=stands_for, verdict=Verdict.UNDONE, by=by, on=on, why=why)
    must_mean_something(records.root, asked)
    decided = standing(records.root)[asked.pair]
    withdrawn = [withdraw(records, batch.number, on=on, by=by) for batch in reversed(_moved(records, decided))]
    record(records.root, replace(asked, person=decided.person, stands_for=decided.stands_for))
    return withdrawn


def _said(decision: Decision) -> str:
    return f"{decision.person} → {decision.stands_for}"


def _moved(records: Records, decision: Decision) -> list[Batch]:
    """The batches of a merge that are not withdrawn: two where the first was killed before it was written down."""
    journal = Journal(records.root)
    with journal.lock():  # first what a killed one left is finished
        batches = journal.batches()
    withdrawn = {b.withdraws for b in batches} | {b.number for b in batches if b.withdraws is not None}
    return [b for b in batches if b.export == MERGE and b.file == _said(decision) and b.number not in withdrawn]


def _stays(records: Records, decision: Decision) -> str:
    """Whom the records go to: chains of merges end at the last one."""
    stays = aliases(records.root).get(decision.stands_for, decision.stands_for)
    if stays == decision.person:
        raise IntakeError("the two are recorded as one person already: there is nothing to merge")
    return stays


def _home(connection: duckdb.DuckDBPyConnection, records: Records, person: str) -> str:
    found = connection.execute(
        f"SELECT max_by(household_id, (left_on IS NULL, happened_on, known_on)) FROM {_latest(records, 'members')} "
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
    place: dict[str, str],
    staged: Path,
) -> int:
    """Write the person's records of one table under the person and household that stay; how many there were."""
    gone = contract.name in ("members", "identities")
    replaced = "TRUE AS withdrawn" if gone else "$stays AS person_id, $home AS household_id"
    values = {"person": decision.person} | ({} if gone else place)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE moved AS SELECT {', '.join(contract.all_columns)} FROM (SELECT * REPLACE "
        f"({replaced}, greatest(known_on, DATE '{decision.on}') AS known_on) "
        f"FROM {_latest(records, contract.name)} WHERE person_id = $person AND NOT withdrawn)",
        values,
    )
    target = quoted(staged / f"{contract.name}.parquet")
    connection.execute(f"COPY moved TO {target} (FORMAT parquet, COMPRESSION zstd)")
    row = connection.execute("SELECT count(*) FROM moved").fetchone()
    return row[0] if row else 0


def _latest(records: Records, name: str) -> str:
    """SQL: the latest version of each record of a table, withdrawn ones among them."""
    return (
        f"(SELECT * FROM {parquet(records.batches(name), 'filename = true')} QUALIFY row_number() OVER "
        "(PARTITION BY record_id ORDER BY known_on DESC, filename DESC) = 1)"
    )


def _move(records: Records, name: str, staged: Path, number: int) -> list[str]:
    path = staged / f"{name}.parquet"
    return [
        str(path.relative_to(records.root)),
        f"records/{name}/{next_place(records, name):06d}-merge{number:06d}.parquet",
    ]
