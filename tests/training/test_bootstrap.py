"""The interval of a figure covers the truth as often as it says, also when a household has many rows."""

import numpy as np
import pytest

from training.bootstrap import Bootstrap


def mean_of(values):
    return lambda weight: (weight @ values) / weight.sum(axis=1)


def test_the_interval_of_a_mean_is_two_standard_errors_to_each_side():
    values = np.random.default_rng(0).normal(5, 2, 900)
    found = Bootstrap(np.arange(900), replicates=2000).estimate(mean_of(values))
    error = values.std() / 30
    assert found.value == pytest.approx(values.mean())
    assert found.low == pytest.approx(values.mean() - 1.96 * error, abs=0.25 * error)
    assert found.high == pytest.approx(values.mean() + 1.96 * error, abs=0.25 * error)


def test_rows_of_one_household_are_drawn_together():
    random = np.random.default_rng(1)
    household = np.repeat(np.arange(100), 10)
    values = np.repeat(random.normal(0, 1, 100), 10)  # ten rows say no more than one
    together = Bootstrap(household, replicates=500).estimate(mean_of(values))
    apart = Bootstrap(np.arange(1000), replicates=500).estimate(mean_of(values))
    assert together.high - together.low > 2.5 * (apart.high - apart.low)


def test_the_interval_covers_the_truth_about_nineteen_times_in_twenty():
    random = np.random.default_rng(2)
    covered = 0
    for n in range(200):
        found = Bootstrap(np.arange(150), replicates=200, seed=n).estimate(mean_of(random.normal(3, 1, 150)))
        covered += found.low <= 3 <= found.high
    assert 180 <= covered <= 199


def test_drawing_in_parts_gives_the_same_draws(monkeypatch):
    values = np.random.default_rng(3).normal(size=50)
    whole = Bootstrap(np.arange(50), replicates=64).estimate(mean_of(values))
    monkeypatch.setattr("training.bootstrap.AT_ONCE", 50 * 10)
    parts = Bootstrap(np.arange(50), replicates=64).estimate(mean_of(values))
    assert (parts.low, parts.high) == pytest.approx((whole.low, whole.high))


def test_a_figure_that_most_draws_cannot_give_has_no_interval():
    found = Bootstrap(np.arange(10), replicates=50).estimate(lambda w: np.where(w[:, 0] == 1, 1.0, np.nan))
    assert found.value == 1.0 and np.isnan(found.low)
    assert found.as_json() == {"value": 1.0, "low": None, "high": None}
