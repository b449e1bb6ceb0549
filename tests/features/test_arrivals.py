"""What arrived in a week, and whose records were corrected."""

from datetime import date

import pandas as pd
import pytest

from features.arrivals import arrivals, corrected
from features.ascii_table import read_ascii
from features.condition import check_condition, conditions, expressions
from features.errors import DeclarationError
from features.records import Records, Source
from features.scope import Scope

VILLAGES = {"H1": "990101001001", "H2": "990102001001"}


@pytest.fixture
def store(tmp_path) -> Records:
    """Two households in two counties with income records; see each test for what it adds."""
    records = Records.create(tmp_path / "store", Source(name="t", title_zh="测", title_en="t"), [])
    homes = pd.DataFrame(
        {
            "household_id": list(VILLAGES),
            "record_id": ["A", "B"],
            "happened_on": [date(2020, 1, 1)] * 2,
            "known_on": [date(2020, 1, 2)] * 2,
            "village_code": list(VILLAGES.values()),
            "formerly_poor": [False, True],
        }
    )
    records.append("households", homes)
    return records


def incomes(store: Records, text: str) -> None:
    rows = pd.DataFrame(read_ascii(text))
    for day in ("happened_on", "known_on"):
        rows[day] = pd.to_datetime(rows[day]).dt.date
    rows["amount_fen"] = rows["amount_fen"].astype("int64")
    store.append("incomes", rows.assign(income_kind="wage"))


FIRST = """
    household_id | record_id | happened_on | known_on   | amount_fen
    H1           | R1        | 2026-08-31  | 2026-09-05 | 100
    H2           | R2        | 2026-08-31  | 2026-09-05 | 100
"""
LATER = """
    household_id | record_id | happened_on | known_on   | amount_fen
    H1           | R3        | 2026-09-30  | 2026-11-05 | 100
    H2           | R4        | 2026-09-30  | 2026-11-05 | 100
    H1           | R5        | 2026-10-31  | 2026-11-05 | 100
    H2           | R6        | 2026-10-31  | 2026-11-05 | 100
    H1           | R1        | 2026-08-31  | 2026-11-06 | 50
"""
WEEK = (date(2026, 11, 1), date(2026, 11, 8))


def test_two_months_sent_at_once_are_counted_as_two(store):
    incomes(store, FIRST)
    incomes(store, LATER)
    row = arrivals(store, *WEEK, Scope.everything()).set_index("table").loc["incomes"]
    assert (row["rows"], row["most_before"]) == (5, 0)  # the first batch came nine weeks before
    assert row["months"] == 3  # September, October, and a corrected August (a fifth)


def test_a_week_is_compared_with_the_largest_of_the_eight_before(store):
    incomes(store, FIRST)
    incomes(store, LATER)
    row = arrivals(store, date(2026, 10, 30), date(2026, 11, 8), Scope.everything()).set_index("table").loc["incomes"]
    assert row["most_before"] == 2


def test_nothing_is_reported_of_a_table_that_sent_nothing_in_the_week(store):
    incomes(store, FIRST)
    assert arrivals(store, *WEEK, Scope.everything()).empty


def test_only_a_household_with_a_corrected_record_counts_as_corrected(store):
    incomes(store, FIRST)
    incomes(store, LATER)
    assert corrected(store, *WEEK, Scope.everything()) == {"H1"}
    assert corrected(store, date(2026, 11, 6), date(2026, 11, 8), Scope.everything()) == set()


def test_what_came_first_this_week_and_again_is_no_correction(store):
    incomes(store, FIRST)
    incomes(store, FIRST.replace("R2", "R7").replace("R1", "R8").replace("2026-09-05", "2026-11-05"))
    incomes(store, FIRST.replace("R2", "R7").replace("R1", "R8").replace("2026-09-05", "2026-11-06"))
    assert corrected(store, *WEEK, Scope.everything()) == set()


def test_a_scope_sees_only_its_own(store):
    incomes(store, FIRST)
    incomes(store, LATER)
    assert corrected(store, *WEEK, Scope(("990102",))) == set()
    assert arrivals(store, *WEEK, Scope(("990102",))).set_index("table").loc["incomes", "rows"] == 2


def test_a_condition_over_an_unknown_value_is_unknown():
    frame = pd.DataFrame({"x": [1.0, None], "y": [5.0, 5.0]}, index=[7, 3])
    found = conditions(frame, {"both": "x > 0 AND y > 0", "either": "x > 0 OR y > 0"})
    assert found["both"].isna().tolist() == [False, True]
    assert found["either"].tolist() == [True, True]
    assert found.index.tolist() == [7, 3]
    assert expressions(frame, {"sum": "x + y"})["sum"].isna().tolist() == [False, True]


def test_a_condition_that_reads_what_it_was_not_given_is_refused():
    with pytest.raises(DeclarationError, match="unknown column 'z'"):
        check_condition("x > z", {"x"}, "alert 'a'")
