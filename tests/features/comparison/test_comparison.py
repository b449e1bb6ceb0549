"""The same fact from two departments: what differs is one task, with a clock and an outcome; consent comes first."""

from datetime import date

import pytest

from features.comparison.compare import compare
from features.comparison.kind import comparisons
from features.comparison.tasks import Outcome, answer, dispatch, tasks
from features.errors import IntakeError
from features.quality.example import WrittenRecords
from features.scope import Scope
from tests.features.ascii_store import county

TODAY = date(2026, 6, 30)
EVERYTHING = Scope.everything()
every_comparison = pytest.mark.parametrize("one", comparisons().values(), ids=lambda c: c.name)
PAID = """
    record_id | household_id | grant_kind      | paid_fen | happened_on | known_on
    G1        | H1           | disaster_relief | 800000   | 2026-05-01  | 2026-05-20
"""
RECEIVED = """
    record_id | household_id | grant_kind      | received_fen | happened_on | known_on
    R1        | H1           | disaster_relief | 400000       | 2026-05-10  | 2026-06-01
"""
ASSETS = """
    record_id | household_id | person_id | asset   | worth_fen | happened_on | known_on
    A1        | H1           | P1        | vehicle | 9000000   | 2025-01-01  | 2025-02-01
    A2        | H2           | P3        | vehicle | 9000000   | 2025-01-01  | 2025-02-01
    A3        | H3           | P4        | vehicle | 9000000   | 2025-01-01  | 2025-02-01
"""
ALLOWANCES = """
    record_id | household_id | benefit               | monthly_fen | after_clue | happened_on | known_on
    B1        | H1           | subsistence_allowance | 50000       | false      | 2024-01-01  | 2024-01-02
    B2        | H2           | subsistence_allowance | 50000       | false      | 2024-01-01  | 2024-01-02
    B3        | H3           | subsistence_allowance | 50000       | false      | 2024-01-01  | 2024-01-02
"""
CONSENTS = """
    record_id | household_id | happened_on | known_on   | ended_on
    C1        | H1           | 2026-01-01  | 2026-01-05 | -
    C2        | H2           | 2024-01-01  | 2024-01-05 | 2025-12-31
"""


@pytest.fixture(scope="module")
def written():
    return WrittenRecords()


@every_comparison
def test_a_comparison_finds_its_firing_example_and_is_silent_on_the_other(one, written):
    found = written.found(one.guarded, one.fires)
    assert found
    for row in found:
        assert 0 <= row["weight"] <= 1
        assert "{" not in one.words(row).zh + one.words(row).en
    assert written.found(one.guarded, one.silent) == []


def grants(tmp_path):
    return county(tmp_path / "s", grant_payments=PAID, grant_receipts=RECEIVED)


def test_eight_thousand_paid_and_four_thousand_received_is_found(tmp_path):
    (found,) = compare(grants(tmp_path), TODAY, EVERYTHING)
    assert found.comparison == "grant_paid_and_received"
    assert found.words.zh == "救灾资金：账上发放8,000元，群众实收4,000元"
    assert found.words.en == "disaster relief: CNY 8,000 paid on the books, CNY 4,000 received"
    assert found.weight == 0.75


def test_a_difference_is_one_task_however_often_it_is_found(tmp_path):
    records = grants(tmp_path)
    first = dispatch(records.root, compare(records, TODAY, EVERYTHING), TODAY)
    again = dispatch(records.root, compare(records, TODAY, EVERYTHING), date(2026, 7, 7))
    assert [len(first), len(again), len(tasks(records.root))] == [1, 0, 1]
    assert (first[0].to, first[0].due_on) == ("civil_affairs", date(2026, 7, 10))


def test_a_task_is_overdue_after_its_clock_and_not_once_answered(tmp_path):
    records = grants(tmp_path)
    (task,) = dispatch(records.root, compare(records, TODAY, EVERYTHING), TODAY)
    assert not task.overdue(date(2026, 7, 10))
    assert task.overdue(date(2026, 7, 11))
    done = answer(records.root, task.task, Outcome.MISCONDUCT, by="王科长", on=date(2026, 7, 12), remark="移交")
    assert not done.overdue(date(2026, 8, 1))
    assert (done.outcome, done.answered_by, done.answered_on) == ("misconduct", "王科长", date(2026, 7, 12))


def test_a_settled_task_stays_settled_until_the_figures_change(tmp_path):
    records = grants(tmp_path)
    (task,) = dispatch(records.root, compare(records, TODAY, EVERYTHING), TODAY)
    answer(records.root, task.task, Outcome.BOTH_RIGHT, by="王科长", on=TODAY)
    assert dispatch(records.root, compare(records, TODAY, EVERYTHING), TODAY) == []
    records.append("grant_payments", _more_paid())
    assert len(dispatch(records.root, compare(records, TODAY, EVERYTHING), TODAY)) == 1


def _more_paid():
    from tests.features.ascii_store import rows

    return rows(PAID.replace("G1", "G2").replace("800000  ", "100000  "))


@pytest.mark.parametrize(("task", "by", "said"), [("T0", "王", "no task"), (None, " ", "who answers")])
def test_an_answer_needs_a_task_and_a_name(tmp_path, task, by, said):
    records = grants(tmp_path)
    (found,) = dispatch(records.root, compare(records, TODAY, EVERYTHING), TODAY)
    with pytest.raises(IntakeError, match=said):
        answer(records.root, task or found.task, Outcome.BOTH_RIGHT, by=by, on=TODAY)


def test_assets_are_compared_only_where_a_consent_holds(tmp_path):
    records = county(tmp_path / "s", asset_registrations=ASSETS, benefits=ALLOWANCES, consents=CONSENTS)
    chosen = {n: c for n, c in comparisons().items() if c.consent}
    assert {d.household_id for d in compare(records, TODAY, EVERYTHING, chosen=chosen)} == {"H1"}
    assert compare(records, date(2026, 1, 4), EVERYTHING, chosen=chosen) == []  # signed, but nobody was told yet


def test_every_comparison_that_reads_assets_asks_for_consent():
    for one in comparisons().values():
        assert one.consent or "asset_registrations" not in one.find, one.name


def test_a_township_sees_only_differences_of_its_own_households(tmp_path):
    records = grants(tmp_path)
    assert compare(records, TODAY, Scope(("990101002",))) == []
    assert len(compare(records, TODAY, Scope(("990101001",)))) == 1
