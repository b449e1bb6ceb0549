"""How far two spreads lie apart, and what a feature's move means."""

from itertools import combinations
from math import comb

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


def test_superiority_counts_pairs():
    before, now = RANDOM.normal(size=300), RANDOM.normal(size=40)
    pairs = np.sign(now[:, None] - before[None, :]).mean()
    assert superiority(before, now) == pytest.approx(pairs)


def test_the_chance_of_superiority_counts_every_order():
    values = np.array([0.3, 0.9, 1.4, 2.2, 2.9, 3.5, 4.1])
    far = abs(superiority(values[[0, 2, 3, 4]], values[[1, 5, 6]]))
    orders = [np.isin(np.arange(7), chosen) for chosen in combinations(range(7), 3)]
    as_far = [abs(superiority(values[~now], values[now])) >= far - 1e-9 for now in orders]
    assert chance_of_superiority(values[[0, 2, 3, 4]], values[[1, 5, 6]]) == pytest.approx(np.mean(as_far))


def test_every_order_is_counted_where_either_side_is_few():
    few, many = np.arange(3.0), np.arange(10.0, 40.0)  # 2 of 5456 orders are as far apart
    assert chance_of_superiority(many, few) == pytest.approx(2 / comb(33, 3))
    assert chance_of_superiority(few, many) == pytest.approx(2 / comb(33, 3))


@pytest.mark.parametrize("few", [8, 20, 21, 40])
def test_alike_rows_are_rarely_found_apart(few):
    chances = [chance_of_superiority(RANDOM.normal(size=200), RANDOM.normal(size=few)) for _ in range(400)]
    assert 0.05 < np.mean(np.array(chances) < 0.1) < 0.15


def test_few_rows_beside_very_many_are_not_counted_order_by_order():
    now, before = np.linspace(0.8, 0.9, 15), np.linspace(0.0, 1.0, 200_000)  # counting would take hours
    assert chance_of_superiority(before, now) == pytest.approx(0.0, abs=1e-5)


def test_ties_make_nobody_sure():
    assert chance_of_superiority(np.ones(50), np.ones(9)) == 1.0
    assert chance_of_superiority(np.repeat([0.0, 1.0], 50), np.repeat([0.0, 1.0], [4, 5])) > 0.5
