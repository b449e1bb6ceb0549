"""From when a run may learn, and how long the list of a date is."""

from datetime import date

import pandas as pd
import pytest

from features.coverage import Covered
from features.records import Records, Source
from features.scope import Scope
from training.dates import learning_dates
from training.lengths import USUAL_SHARE, capacity_share

HOMES = "household_id | happened_on | village_code\nH1 | 2018-01-01 | 990101001001"
SUNDAY, MONTH_END = date(2025, 7, 6), date(2025, 6, 30)
TOWNSHIPS = pd.Series({"990101001000": 1000, "990101002000": 3000})


def covering(tmp_path, decisions_since: date, outcome: str) -> Records:
    covered = [Covered(table="incomes", first_on=date(2018, 1, 1))]
    covered.append(Covered(table="status_decisions", first_on=decisions_since))
    return Records.create(tmp_path / "s", Source(name="t", title_zh="测", title_en="t", outcome=outcome), covered)


@pytest.mark.parametrize(("outcome", "first"), [("decisions", date(2024, 1, 31)), ("next_visit", date(2018, 12, 31))])
def test_nobody_learns_from_months_before_decisions_are_covered(tmp_path, append, outcome, first):
    records = covering(tmp_path, date(2024, 1, 1), outcome)
    append(records, "households", HOMES)
    assert learning_dates(records, date(2025, 6, 30))[0] == first


def capacity(store, text: str) -> float:
    records = store(households=HOMES, visiting_capacity="area_code | happened_on | visits\n" + text)
    return capacity_share(records, MONTH_END, TOWNSHIPS, Scope.everything())


def test_the_share_is_what_the_townships_report_for_the_week(store):
    reported = f"990101001000 | {SUNDAY} | 20\n990101002000 | {SUNDAY} | 60\n990101002000 | 2025-06-29 | 900"
    assert capacity(store, reported) == 80 / 4000


def test_a_township_that_did_not_report_is_assumed_and_not_zero(store):
    assert capacity(store, f"990101001000 | {SUNDAY} | 20") == (20 + 30) / 4000


def test_where_nobody_reported_the_usual_share_counts(store):
    assert capacity(store, "990101001000 | 2025-06-01 | 20") == USUAL_SHARE
