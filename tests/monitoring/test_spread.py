"""How far two spreads lie apart, and what a feature's move means."""

import numpy as np
import pandas as pd
import pytest

from models.reference import reference
from monitoring.moved import Distance, Moved, between
from monitoring.spread import chance_of_superiority, distance, shift, superiority

RANDOM = np.random.default_rng(3)
BEFORE = RANDOM.lognormal(0, 1, 3000)
SPREAD = reference(pd.DataFrame({"x": BEFORE}))["x"]


def test_the_same_spread_drawn_again_is_near():
    found = between(SPREAD, RANDOM.lognormal(0, 1, 2000))
    assert found.index < 0.03 and found.shift < 0.1 and not found.large


def test_a_unit_of_a_hundred_is_far():
    found = between(SPREAD, BEFORE[:500] / 100)
    assert found.large


def test_a_heap_that_steps_by_a_little_moves_everybody_but_not_far():
    pensions = np.repeat([0.0, 140.0], [1500, 1500]) + np.linspace(0, 0.5, 3000)
    spread = reference(pd.DataFrame({"x": pensions}))["x"]
    stepped = pensions * np.where(pensions > 100, 1.04, 1.0)
    assert distance(spread, stepped) > 0.25
    assert shift(spread, stepped) < 0.1
    assert not between(spread, stepped).large


@pytest.mark.parametrize("rows", [0, 3, 99])
def test_few_rows_say_nothing(rows):
    assert between(SPREAD, np.full(rows, 1.0)) is None


def test_a_column_without_any_value_says_nothing():
    assert between(SPREAD, np.full(500, np.nan)) is None
    assert between(reference(pd.DataFrame({"x": [np.nan] * 5}))["x"], BEFORE) is None


def test_values_the_reference_never_had_count_as_moved():
    spread = reference(pd.DataFrame({"x": np.repeat([0.0, 1.0], 500)}))["x"]
    assert distance(spread, np.repeat([0.0, 7.0], 500)) > 0.25


def test_a_season_is_no_drift_and_a_slow_trend_no_news():
    far, near = Distance(0.6, 0.5), Distance(0.02, 0.01)
    assert Moved("x", 500, far, far, far).much and not Moved("x", 500, far, far, far).slow
    assert not Moved("x", 500, far, near, far).much
    assert not Moved("x", 500, near, far, far).much
    assert Moved("x", 500, far, far, near).slow


def test_what_no_season_can_be_compared_with_is_read_but_rings_no_bell():
    far = Distance(0.6, 0.5)
    one = Moved("x", 500, far, None, far)
    assert one.seasonless and not one.much


def test_superiority_counts_pairs_and_knows_its_chance():
    before, now = RANDOM.normal(size=300), RANDOM.normal(size=40)
    pairs = np.sign(now[:, None] - before[None, :]).mean()
    assert superiority(before, now) == pytest.approx(pairs)
    drawn = [superiority(before, RANDOM.normal(size=40)) for _ in range(300)]
    assert np.std(drawn) == pytest.approx(chance_of_superiority(300, 40), rel=0.3)
