"""What departments do wrong is found in the week it happens, and named."""

from datetime import timedelta

import pandas as pd
import pytest

from features.department import Department
from monitoring.check import checks
from monitoring.finding import State
from monitoring.running import findings_of
from tests.monitoring.altered import SUNDAY, last_week

RECORDS = [n for n, c in checks().items() if c.concern.value == "records" and n != "incomes_heaped"]


def alarms(week, name):
    return [f for f in findings_of(week, checks()[name]) if f.state is State.ALARM]


@pytest.mark.parametrize("name", RECORDS)
def test_a_quiet_week_is_quiet(run, name):
    found = findings_of(run.week, checks()[name])
    assert found and not [f.words.en for f in found if f.state is State.ALARM]


def test_a_feed_that_stopped_is_named(tampered):
    def stop(rows):
        return rows[rows["known_on"] <= pd.Timestamp(SUNDAY) - timedelta(days=9)]

    found = alarms(tampered("incomes", stop), "feed_stopped")
    assert [(f.table, f.department) for f in found] == [("incomes", Department.AGRICULTURE)]
    assert "9 days" in found[0].words.en


def test_a_file_sent_twice_is_named(tampered):
    def twice(rows):
        return pd.concat([rows, rows[last_week(rows)].assign(record_id=lambda r: r["record_id"] + "-again")])

    found = alarms(tampered("medical_claims", twice), "feed_doubled")
    assert [(f.table, f.department) for f in found] == [("medical_claims", Department.MEDICAL_INSURANCE)]


def test_far_more_rows_than_ever_are_named(tampered):
    def flood(rows):
        many = [rows[last_week(rows)].assign(record_id=lambda r, n=n: r["record_id"] + f"-{n}") for n in range(25)]
        return pd.concat([rows, *many])

    assert [f.table for f in alarms(tampered("incomes", flood), "feed_volume")] == ["incomes"]


def test_the_first_delivery_of_a_table_is_compared_with_nothing(tampered):
    def first(rows):
        return rows[last_week(rows)]

    week = tampered("incomes", first)
    (found,) = [f for f in findings_of(week, checks()["feed_volume"]) if f.key == "incomes"]
    assert found.n >= 30 and found.state is State.NOT_ESTIMABLE


def test_yuan_sent_for_fen_is_named_with_the_unit(tampered):
    def yuan(rows):
        wages = last_week(rows) & (rows["income_kind"] == "wage")
        return rows.assign(amount_fen=rows["amount_fen"].where(~wages, rows["amount_fen"] // 100))

    found = alarms(tampered("incomes", yuan), "unit_changed")
    assert [f.key for f in found] == ["incomes.amount_fen[wage]"]
    assert "about 100 times" in found[0].words.en and "wage_income_12m" in found[0].features


def test_a_category_never_seen_is_named(tampered):
    def new(rows):
        rows = rows[rows["setting"] != "special_outpatient"]
        return rows.assign(setting=rows["setting"].where(~last_week(rows), "special_outpatient"))

    found = alarms(tampered("medical_claims", new), "new_category")
    assert [f.key for f in found] == ["medical_claims.setting"] and "special disease" in found[0].words.en


def test_a_month_of_incomes_copied_from_the_month_before_is_named(tampered):
    def copied(rows):
        month = pd.to_datetime(rows["happened_on"]).dt.to_period("M")
        key = ["household_id", "person_id", "income_kind"]
        before = rows[month == "2026-01"].drop_duplicates(key).set_index(key)["amount_fen"]
        old = pd.MultiIndex.from_frame(rows[key]).map(before)
        february = (month == "2026-02") & pd.Series(old, rows.index).notna()
        return rows.assign(amount_fen=rows["amount_fen"].where(~february, old).astype("int64"))

    found = alarms(tampered("incomes", copied), "incomes_repeated")
    assert len(found) == 1 and "2026-02" in found[0].words.en and found[0].department is Department.AGRICULTURE


def test_a_changed_share_of_the_bills_is_named_with_its_features_and_its_department(tampered):
    def dearer(rows):
        late = rows["happened_on"] > pd.Timestamp(SUNDAY) - timedelta(days=28)
        paid = (1.5 * rows["self_paid_fen"]).clip(upper=rows["total_fen"]).astype("int64")
        return rows.assign(
            self_paid_fen=rows["self_paid_fen"].where(~late, paid),
            fund_paid_fen=rows["fund_paid_fen"].where(~late, rows["total_fen"] - paid),
        )

    found = alarms(tampered("medical_claims", dearer), "latest_events")
    assert {f.department for f in found} == {Department.MEDICAL_INSURANCE}
    assert "medical_claims.self_paid_fen/whole" in {f.key for f in found}
    assert "medical_out_of_pocket_12m" in {n for f in found for n in f.features}


def test_a_household_s_identifier_stands_in_no_finding(run):
    households = run.households
    said = " ".join(f.words.en + f.key for name in RECORDS for f in findings_of(run.week, checks()[name]))
    assert not [h for h in households if h in said]
