"""What is read of an area is worked out once, however many ask, and anew when something was added."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from features.records import Records
from features.scope import Scope
from serving.reading.remembered import area_records, remembered
from tests.features.ascii_store import county, rows
from tests.features.test_records import CLAIMS

MOVED = """
    record_id | household_id | village_code | happened_on | known_on
    H1        | H1           | 990101002001 | 2025-02-20  | 2025-03-01
"""
DAY, EVERYWHERE = date(2025, 6, 30), Scope.everything()


@pytest.fixture
def records(tmp_path) -> Records:
    return county(tmp_path)


def test_many_who_ask_in_the_same_instant_wait_for_one_answer(records: Records):
    made, at_once = [], threading.Barrier(8)

    @remembered("medical_claims")
    def answer(_records: Records, _as_of: date, _scope: Scope, words: str) -> str:
        made.append(words)
        return words + "!"

    def ask(_number: int) -> str:
        at_once.wait()
        return answer(records, DAY, EVERYWHERE, "how many")

    with ThreadPoolExecutor(8) as several:
        assert set(several.map(ask, range(8))) == {"how many!"}
    assert made == ["how many"]


def test_what_is_remembered_is_forgotten_when_something_is_added(records: Records):
    made = []

    @remembered("medical_claims")
    def answer(records: Records, as_of: date, scope: Scope) -> int:
        made.append(as_of)
        return len(records.rows("medical_claims", as_of, scope))

    before = answer(records, DAY, EVERYWHERE)
    assert answer(records, DAY, EVERYWHERE) == before
    records.append("medical_claims", rows(CLAIMS))
    assert answer(records, DAY, EVERYWHERE) == before + 2
    assert len(made) == 2


def test_what_is_added_to_another_table_changes_nothing_but_a_household_that_moves_does(records: Records):
    made = []

    @remembered("visits")
    def answer(_records: Records, _as_of: date, _scope: Scope) -> str:
        made.append("made")
        return "answer"

    answer(records, DAY, EVERYWHERE)
    records.append("medical_claims", rows(CLAIMS))
    answer(records, DAY, EVERYWHERE)
    assert made == ["made"]
    records.append("households", rows(MOVED))
    answer(records, DAY, EVERYWHERE)
    assert made == ["made", "made"]


def test_tables_are_remembered_each_by_itself(records: Records):
    homes, members = (area_records(records, DAY, EVERYWHERE, name) for name in ("households", "members"))
    assert list(homes["household_id"]) == ["H1", "H2", "H3"]
    assert "person_id" in members
    assert area_records(records, DAY, EVERYWHERE, "members") is members


def test_what_failed_is_tried_again(records: Records):
    moods = iter([OSError("disk"), None])

    @remembered("medical_claims")
    def answer(_records: Records, _as_of: date, _scope: Scope) -> str:
        mood = next(moods)
        if mood:
            raise mood
        return "well"

    with pytest.raises(OSError, match="disk"):
        answer(records, DAY, EVERYWHERE)
    assert answer(records, DAY, EVERYWHERE) == "well"
