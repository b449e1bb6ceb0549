"""Records put side by side by household say the same as the store, also when something was added since."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pandas as pd
import pytest

from features.by_household import FOLDER, rows_of
from features.records import Records
from features.scope import Scope
from tests.features.ascii_store import county, rows
from tests.features.test_records import CLAIMS, CORRECTION, WITHDRAWAL

DAYS = [date(2025, 1, 19), date(2025, 2, 28), date(2025, 3, 1), date(2025, 6, 30)]
SCOPES = [Scope.everything(), Scope(("990101001",)), Scope(("990101002",)), Scope(())]
TABLES = ("households", "members", "medical_claims")
MOVED = """
    record_id | household_id | village_code | happened_on | known_on
    H1        | H1           | 990101002001 | 2025-02-20  | 2025-03-01
"""


@pytest.fixture
def records(tmp_path) -> Records:
    made = county(tmp_path / "store", medical_claims=CLAIMS)
    made.append("medical_claims", rows(CORRECTION))
    return made


def assert_says_what_the_store_says(records: Records) -> None:
    """For every household, day and reach: the same records as are read for everybody together."""
    for day in DAYS:
        for scope in SCOPES:
            everybody = {name: records.rows(name, day, scope) for name in TABLES}
            for household in ("H1", "H2", "H3", "Hnobody"):
                found = records.rows_of(household, day, scope, TABLES)
                for name, all_rows in everybody.items():
                    mine = all_rows[all_rows["household_id"] == household]
                    assert found[name].to_json() == mine.reset_index(drop=True).to_json(), (name, household, day)


def test_a_store_that_was_put_by_household_says_the_same_as_before(records: Records):
    assert_says_what_the_store_says(records)
    assert "medical_claims" in records.put_by_household()
    assert_says_what_the_store_says(records)


def test_what_is_added_afterwards_is_seen_at_once(records: Records):
    records.put_by_household()
    records.append("medical_claims", rows(WITHDRAWAL))
    records.append("households", rows(MOVED))
    assert_says_what_the_store_says(records)
    assert set(records.put_by_household()) == {"medical_claims", "households"}
    assert_says_what_the_store_says(records)
    assert records.put_by_household() == []


def test_only_the_latest_state_is_kept(records: Records):
    records.put_by_household()
    before = len(list((records.root / FOLDER).iterdir()))
    records.append("medical_claims", rows(WITHDRAWAL))
    records.put_by_household()
    assert len(list((records.root / FOLDER).iterdir())) == before


def test_rows_of_a_file_are_those_of_the_file_and_of_the_file_that_replaces_it(tmp_path):
    path = tmp_path / "vectors.parquet"
    pd.DataFrame({"household_id": ["H2", "H1", "H3"], "x": [2.0, 1.0, None]}).to_parquet(path)
    assert rows_of(path, ["H3", "H1", "Hnobody"]).to_pylist() == [
        {"household_id": "H1", "x": 1.0},
        {"household_id": "H3", "x": None},
    ]
    assert rows_of(path, []).to_pylist() == []
    pd.DataFrame({"household_id": ["H1"], "x": [7.0]}).to_parquet(path)
    assert rows_of(path, ["H1", "H2"]).to_pylist() == [{"household_id": "H1", "x": 7.0}]


def test_many_who_ask_for_the_first_time_in_the_same_instant_are_all_answered(tmp_path):
    path = tmp_path / "vectors.parquet"
    ids = [f"H{n:05d}" for n in range(5000)]
    pd.DataFrame({"household_id": ids, "x": range(5000)}).to_parquet(path)
    at_once, asked = threading.Barrier(12), ids[:12]

    def ask(household: str) -> int:
        at_once.wait()
        return rows_of(path, [household]).to_pylist()[0]["x"]

    with ThreadPoolExecutor(len(asked)) as several:
        assert list(several.map(ask, asked)) == list(range(12))
