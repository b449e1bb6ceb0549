"""Nothing settled after the judged date teaches, and nobody stands on two sides."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.calendar import add_months, month_ends
from features.errors import EmptyPopulationError, SourceError
from training.outcomes import settled_on
from training.splits import by_first_visit, deal, for_use, rolling

UNTIL = date(2026, 11, 22)
DATES = month_ends(date(2024, 10, 31), date(2026, 10, 31))
VILLAGES = [f"990101{t:03d}{v:03d}" for t in range(1, 7) for v in range(1, 9)]


def test_the_worked_example_of_the_module_holds():
    found = rolling(DATES, VILLAGES, until=UNTIL, seed=1)
    assert [s.judge.dates[0] for s in found[::3]] == [date(2025, 10, 31), date(2026, 1, 31), date(2026, 4, 30)]
    middle = found[3]
    assert middle.learning_dates == tuple(month_ends(date(2024, 10, 31), date(2025, 6, 30)))
    assert middle.calibrate.dates == tuple(month_ends(date(2025, 4, 30), date(2025, 6, 30)))
    assert middle.known_until == date(2026, 1, 31)


@settings(max_examples=40, deadline=None)
@given(
    months=st.integers(16, 40),
    horizon=st.integers(1, 12),
    folds=st.integers(2, 5),
    step=st.integers(1, 6),
    seed=st.integers(0, 1000),
)
def test_no_outcome_settled_after_the_judged_date_ever_teaches(months, horizon, folds, step, seed):
    dates = month_ends(add_months(date(2026, 10, 31), -months), date(2026, 10, 31))
    try:
        found = rolling(dates, VILLAGES, until=UNTIL, seed=seed, folds=folds, step=step, horizon_months=horizon)
    except EmptyPopulationError:
        return
    for split in found:
        assert all(settled_on(d, horizon) <= split.judge.dates[0] for d in split.learning_dates)
        assert split.known_until <= split.judge.dates[0]
        assert max(split.teach.dates) < min(split.calibrate.dates)
        assert all(settled_on(d, horizon) <= UNTIL for d in split.judge.dates)
        sides = [split.teach.units, split.calibrate.units, split.judge.units]
        assert sum(map(len, sides)) == len(frozenset().union(*sides)) == len(VILLAGES)


@given(count=st.integers(0, 60), parts=st.integers(1, 6), seed=st.integers(0, 99))
def test_dealing_loses_nobody_and_gives_nobody_twice(count, parts, seed):
    units = [f"U{n}" for n in range(count)]
    dealt = deal(units, parts, seed)
    assert sorted(u for part in dealt for u in part) == sorted(units)
    assert max(map(len, dealt)) - min(map(len, dealt)) <= 1
    assert deal(reversed(units), parts, seed) == dealt


def test_each_village_is_judged_once_per_date():
    found = rolling(DATES, VILLAGES, until=UNTIL, seed=1, folds=4)
    for day in {s.judge.dates[0] for s in found}:
        judged = [v for s in found if s.judge.dates[0] == day for v in s.judge.units]
        assert sorted(judged) == sorted(VILLAGES)


def test_the_model_for_use_learns_from_everything_settled():
    split = for_use(DATES, VILLAGES, until=UNTIL, seed=1)
    assert split.learning_dates[-1] == date(2026, 4, 30)
    assert split.teach.units | split.calibrate.units == set(VILLAGES)
    assert not split.judge.units and not split.judge.dates


def test_a_history_too_short_to_judge_is_refused_in_words():
    with pytest.raises(EmptyPopulationError, match="longer history"):
        rolling(DATES[-8:], VILLAGES, until=UNTIL, seed=1)


def panel() -> pd.DataFrame:
    first = pd.date_range("2003-09-30", "2010-12-31", freq="QE")
    rows = [
        (f"H{n}-{k}", day + pd.offsets.QuarterEnd(quarters), day)
        for n, day in enumerate(first)
        for k in range(3)
        for quarters in (0, 1, 4, 5)
    ]
    return pd.DataFrame(rows, columns=["household_id", "as_of", "first_visit"])


def test_on_a_panel_households_are_parted_by_their_first_visit():
    visits = panel()
    split = by_first_visit(visits, train_until="2007Q4", test_from="2009Q1")
    first = visits.groupby("household_id")["first_visit"].first()
    assert first[list(split.teach.units)].max() <= pd.Timestamp("2006-12-31")
    assert pd.Timestamp("2006-12-31") < first[list(split.calibrate.units)].min()
    assert first[list(split.calibrate.units)].max() <= pd.Timestamp("2007-12-31")
    assert first[list(split.judge.units)].min() >= pd.Timestamp("2009-01-01")
    assert split.known_until == date(2008, 12, 31)
    assert max(split.learning_dates) <= split.known_until


def test_a_quarter_is_written_with_year_and_number():
    with pytest.raises(SourceError, match="2007Q4"):
        by_first_visit(panel(), train_until="2007-4", test_from="2009Q1")
    with pytest.raises(EmptyPopulationError, match="later"):
        by_first_visit(panel(), train_until="2009Q4", test_from="2009Q1")
