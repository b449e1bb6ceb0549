"""What monitoring asks of the records that came in, and that a large table is read for a part of its households."""

from datetime import date

import pandas as pd
import pytest

from features.arrived import Arrived
from features.records import Records, Source
from features.scope import Scope

UNTIL, SINCE = date(2026, 11, 22), date(2026, 11, 15)
HOUSEHOLDS = [f"H{number}" for number in range(40)]


def incomes(month: date, known_on: date, suffix: str = "", amount: int = 100, marked: bool = False) -> pd.DataFrame:
    """An income of every household."""
    return pd.DataFrame(
        {
            "household_id": HOUSEHOLDS,
            "record_id": [f"{h}-{month}{suffix}" for h in HOUSEHOLDS],
            "happened_on": month,
            "known_on": known_on,
            "income_kind": "wage",
            "amount_fen": amount,
            "carried_forward": marked,
        }
    )


@pytest.fixture
def store(tmp_path) -> Records:
    """Forty households in two counties; September and October came in time."""
    records = Records.create(tmp_path / "store", Source(name="t", title_zh="测", title_en="t"), [])
    homes = pd.DataFrame(
        {
            "household_id": HOUSEHOLDS,
            "record_id": HOUSEHOLDS,
            "happened_on": date(2020, 1, 1),
            "known_on": date(2020, 1, 2),
            "village_code": 10 * ["990101001001"] + 30 * ["990102001001"],
            "formerly_poor": False,
        }
    )
    records.append("households", homes)
    records.append("incomes", incomes(date(2026, 9, 30), date(2026, 10, 8)))
    records.append("incomes", incomes(date(2026, 10, 31), date(2026, 11, 8), amount=120))
    return records


def test_a_file_sent_twice_repeats_all_its_rows(store):
    store.append("incomes", incomes(date(2026, 10, 31), date(2026, 11, 20), suffix="again", amount=120))
    came = Arrived(store, UNTIL).sent_twice("incomes", SINCE)
    assert came[["rows", "twice"]].to_numpy().tolist() == [[40, 40]]


def test_within_a_file_all_but_the_first_of_the_same_rows_are_sent_twice(store):
    new = incomes(date(2026, 11, 15), date(2026, 11, 20), amount=130)
    store.append("incomes", pd.concat([new, new.head(3).assign(record_id=lambda r: r["record_id"] + "again")]))
    came = Arrived(store, UNTIL).sent_twice("incomes", SINCE)
    assert came[["rows", "twice"]].to_numpy().tolist() == [[43, 3]]


def test_what_stands_is_the_last_version_of_what_happened_lately(store):
    september = incomes(date(2026, 9, 30), date(2026, 11, 20))
    store.append("incomes", september.head(2).assign(happened_on=date(2026, 11, 19)))  # corrected to a later day
    october = incomes(date(2026, 10, 31), date(2026, 11, 20))
    store.append("incomes", october.head(1).assign(happened_on=date(2026, 9, 1)))  # and to an earlier one
    store.append("incomes", october.tail(1).assign(withdrawn=True))
    found = Arrived(store, UNTIL).standing("incomes", ["household_id", "happened_on"], date(2026, 10, 31))
    assert found.groupby(found["happened_on"].dt.date).size().to_dict() == {
        date(2026, 10, 31): 38,
        date(2026, 11, 19): 2,
    }
    assert Arrived(store, UNTIL, Scope(("990101",))).standing("incomes", ["amount_fen"], SINCE).shape == (2, 1)


def test_codes_are_counted_column_by_column_without_the_unknown(store):
    jobs = incomes(date(2026, 9, 30), date(2026, 10, 8)).drop(columns=["income_kind", "amount_fen", "carried_forward"])
    store.append("employment_spells", jobs.head(3).assign(work_state="employed", place="county"))
    store.append("employment_spells", jobs.tail(2).assign(work_state="unemployed"))
    found = Arrived(store, UNTIL).codes("employment_spells", UNTIL)
    assert found == {"work_state": {"employed": 3, "unemployed": 2}, "place": {"county": 3}, "skill": {}}
    assert Arrived(store, UNTIL).codes("employment_spells", date(2026, 10, 7))["work_state"] == {}


def test_of_a_large_table_whole_households_are_read(store):
    store.append("incomes", incomes(date(2026, 10, 31), date(2026, 11, 20), suffix="again", amount=120))
    some = Arrived(store, UNTIL, most=20, most_kept=40)
    rows = some.rows("incomes", date(2026, 9, 1))
    assert 0 < rows["household_id"].nunique() < 40
    assert set(rows.groupby("household_id").size()) == {3}
    came = some.sent_twice("incomes", SINCE)
    assert 0 < came["rows"].item() == came["twice"].item() < 40
    assert some.days("incomes").tolist() == [40, 40, 40]  # how much came is always counted whole


def test_a_months_incomes_that_repeat_are_counted_by_their_last_version(store):
    assert Arrived(store, UNTIL).repeated_incomes(14)[["rows", "repeated"]].to_numpy().tolist() == [[40, 0]]
    store.append("incomes", incomes(date(2026, 10, 31), date(2026, 11, 20), amount=100, marked=True))
    found = Arrived(store, UNTIL).repeated_incomes(14)
    assert found[["rows", "repeated", "marked"]].to_numpy().tolist() == [[40, 40, 40]]
    assert Arrived(store, date(2026, 11, 19)).repeated_incomes(14)["repeated"].tolist() == [0]


def test_what_lies_outside_the_scope_or_is_known_later_is_not_seen(store):
    store.append("incomes", incomes(date(2026, 11, 30), date(2026, 12, 8)))
    mine = Arrived(store, UNTIL, Scope(("990101",)))
    assert mine.days("incomes").tolist() == [10, 10]
    assert mine.codes("incomes", UNTIL)["income_kind"] == {"wage": 20}
    assert len(mine.rows("incomes", date(2026, 11, 1))) == 10


def test_an_income_that_was_corrected_to_a_household_outside_the_scope_counts_no_more(store):
    moved = incomes(date(2026, 10, 31), date(2026, 11, 20)).head(10)
    store.append("incomes", moved.assign(household_id="H39"))
    assert Arrived(store, UNTIL, Scope(("990102",))).repeated_incomes(14)["rows"].sum() > 0
    assert Arrived(store, UNTIL, Scope(("990101",))).repeated_incomes(14).empty
