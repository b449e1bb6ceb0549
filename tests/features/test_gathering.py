"""Small batches put together: everything reads as before, and nothing is taken from under a reader."""

import os
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from features.gathering import FEWEST, SETTLED
from features.intake.gathering import gather
from features.intake.journal import Batch, Journal
from features.records import Records
from features.scope import Scope
from tests.features.ascii_store import county

DAY, EVERYWHERE = date(2025, 6, 30), Scope.everything()
MANY = FEWEST + 4


def found(n: int, **changed: object) -> pd.DataFrame:
    """A visit as a helper reports it."""
    row = {"household_id": f"H{1 + n % 3}", "record_id": f"V{n}", "happened_on": date(2025, 5, 1 + n)}
    row |= {"known_on": date(2025, 6, 1), "prompted_by": "list", "result": "confirmed"}
    return pd.DataFrame([row | changed])


@pytest.fixture
def records(tmp_path) -> Records:
    """A store with many visits of one row each; one of them is corrected later, one on the day it was told."""
    store = county(tmp_path / "store")
    for n in range(MANY):
        store.append("visits", found(n))
    store.append("visits", found(0, known_on=date(2025, 6, 10), result="changed"))
    store.append("visits", found(1, result="not_confirmed"))
    return store


def grown_old(records: Records, name: str = "visits") -> list[Path]:
    """The table's files, as if they had been there for a day."""
    files = sorted((records.root / "records" / name).glob("*.parquet"))
    for path in files:
        os.utime(path, (time.time() - SETTLED, time.time() - SETTLED))
    return files


def seen(records: Records) -> list[str]:
    days = (date(2025, 6, 1), date(2025, 6, 9), date(2025, 6, 10), DAY)
    scopes = (EVERYWHERE, Scope(("990101002",)))
    return [records.rows("visits", day, scope).to_csv() for day in days for scope in scopes]


def test_a_gathered_store_says_the_same_on_every_day_from_one_file(records: Records):
    before = seen(records)
    grown_old(records)
    (gathered,) = records.gather()
    assert gathered.name.startswith(f"000000-{MANY + 1:06d}-")
    assert records.batches("visits") == [gathered]
    assert seen(records) == before


def test_what_is_added_afterwards_comes_after_it(records: Records):
    grown_old(records)
    records.gather()
    assert records.append("visits", found(2, known_on=date(2025, 6, 11), result="changed")).name.startswith("000022-")
    rows = records.rows("visits", DAY, EVERYWHERE).set_index("record_id")
    assert rows.loc["V2", "result"] == "changed"
    assert len(rows) == MANY


def test_files_that_are_read_no_more_go_only_after_another_day(records: Records):
    old = grown_old(records)
    (gathered,) = records.gather()
    assert all(path.exists() for path in old)
    assert records.gather() == []
    assert all(path.exists() for path in old)
    grown_old(records)
    before = seen(records)
    records.gather()
    assert not any(path.exists() for path in old)
    assert records.batches("visits") == [gathered]
    assert seen(records) == before


def test_gathered_files_are_gathered_again(records: Records):
    grown_old(records)
    records.gather()
    for n in range(MANY, 2 * MANY):
        records.append("visits", found(n % MANY, record_id=f"V{n}"))
    before = seen(records)
    grown_old(records)
    (gathered,) = records.gather()
    assert records.batches("visits") == [gathered]
    assert seen(records) == before


def test_what_came_today_is_left_alone(records: Records):
    assert records.gather() == []


def test_what_the_journal_names_is_left_alone(records: Records):
    named, journal = grown_old(records)[10], Journal(records.root)
    with journal.lock():
        staged = journal.stage() / "visits.parquet"
        staged.write_bytes(named.read_bytes())
        moves = [[str(staged.relative_to(records.root)), f"records/visits/{named.name}"]]
        journal.commit(Batch(number=1, source="s", export="e", file="f", digest="d", received="2025", moves=moves))
    assert journal.files() == {named.name}
    grown_old(records)
    records.gather(keep=journal.files())
    assert named in records.batches("visits")


def test_what_a_killed_intake_had_committed_is_read_after_what_took_its_number_is_gathered(records: Records):
    """The process died after the commit, before the file lay in its place; visits took its number meanwhile."""
    journal, stood = Journal(records.root), len(records.batches("visits"))
    final = f"records/visits/{stood:06d}-abc.parquet"
    with journal.lock():
        staged = journal.stage() / "visits.parquet"
        moves = [[str(staged.relative_to(records.root)), final]]
        taken = records.append("visits", found(7, record_id="taken in"))
        staged.write_bytes(taken.read_bytes())
        taken.unlink()
        journal.commit(Batch(number=1, source="s", export="e", file="f", digest="d", received="2025", moves=moves))
    staged.parent.mkdir()
    (records.root / final).rename(staged)
    for n in range(FEWEST):
        records.append("visits", found(n, record_id=f"later{n}"))
    grown_old(records)
    gather(records)
    grown_old(records)
    gather(records)
    with journal.lock():
        pass
    assert "taken in" in set(records.rows("visits", DAY, EVERYWHERE)["record_id"])


def twin_of(records: Records, number: int) -> Path:
    """A batch that took the number of another: two were added in the same instant."""
    late = records.append("visits", found(5, record_id=f"late{number}"))
    return late.rename(late.with_name(f"{number:06d}-{late.stem.split('-')[1]}.parquet"))


def test_two_that_share_a_number_are_gathered_together(records: Records):
    twin_of(records, 4)
    before = seen(records)
    grown_old(records)
    (gathered,) = records.gather()
    assert records.batches("visits") == [gathered]
    assert seen(records) == before


def test_one_that_came_late_with_the_number_of_another_is_never_hidden(records: Records):
    before = grown_old(records)
    twin = twin_of(records, len(before) - 1)
    last = before[-1] if before[-1].name.startswith(twin.name[:6]) else None
    told = seen(records)
    records.gather()
    assert twin in records.batches("visits")
    assert last in records.batches("visits")
    assert seen(records) == told
