"""Falls are all kept; drawn rows stand for those left out."""

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.special import expit

from features.feature import features, learnable
from models.learning_set import LearningSet
from models.parameters import Parameters
from models.return_risk import ReturnRisk, grown
from models.trees import raw_score
from training.case_control import CONTROLS_PER_CASE, FEWEST_ROWS, MOST_ROWS, at_most, cases_and_controls


def rows(falls: int, others: int) -> pd.DataFrame:
    outcome = np.repeat([1.0, 0.0], [falls, others])
    return pd.DataFrame({"household_id": [f"H{n}" for n in range(falls + others)], "outcome": outcome})


def test_a_small_county_keeps_every_row_and_each_counts_one():
    small = rows(30, 1000)
    kept = cases_and_controls(small)
    assert len(kept) == len(small)
    assert (kept["weight"] == 1).all()


def test_every_fall_is_kept_and_the_weights_of_the_others_add_up_to_all_of_them():
    many = rows(10, FEWEST_ROWS * 3)
    kept = cases_and_controls(many)
    assert (kept["outcome"] == 1).sum() == 10
    assert len(kept) == FEWEST_ROWS
    assert np.isclose(kept.loc[kept["outcome"] == 0, "weight"].sum(), FEWEST_ROWS * 3)
    assert (kept.loc[kept["outcome"] == 1, "weight"] == 1).all()


def test_many_falls_bring_as_many_controls_as_asked():
    falls = FEWEST_ROWS // CONTROLS_PER_CASE
    kept = cases_and_controls(rows(falls, falls * CONTROLS_PER_CASE * 2))
    assert (kept["outcome"] == 0).sum() == falls * CONTROLS_PER_CASE


def test_the_rows_stay_in_their_order_and_a_seed_draws_the_same():
    many = rows(5, 500)
    kept = at_most(many, 100, seed=3)
    assert kept.index.is_monotonic_increasing
    assert kept.equals(at_most(many, 100, seed=3))
    assert np.isclose(kept["weight"].sum(), 505)


def test_a_lesson_holds_no_more_than_its_rows_however_many_fell():
    kept = cases_and_controls(rows(MOST_ROWS // 20, MOST_ROWS * 2))
    assert len(kept) == MOST_ROWS
    assert (kept["outcome"] == 1).sum() == MOST_ROWS // 20
    flooded = cases_and_controls(rows(MOST_ROWS, MOST_ROWS * 2))
    assert (flooded["outcome"] == 1).sum() == (flooded["outcome"] == 0).sum() == MOST_ROWS


PARAMETERS = Parameters(trees=30, leaves=7)


def population(seed: int, households: int = 200_000) -> LearningSet:
    """Households of which few fall, by the first of three features."""
    draw = np.random.default_rng(seed)
    asked = list(learnable())[:3]
    matrix = pd.DataFrame({name: draw.normal(size=households) for name in asked})
    worse = matrix[asked[0]] * (features()[asked[0]].direction.value or 1)
    outcome = (draw.random(households) < expit(1.2 * worse - 5.5)).astype(float)
    names, dates = np.arange(households).astype(str).astype(object), np.full(households, np.datetime64("2025-06-30"))
    return LearningSet(matrix, outcome, np.ones(households), names, names, dates)


def drawn_from(whole: LearningSet) -> LearningSet:
    kept = cases_and_controls(pd.DataFrame({"outcome": whole.outcome}))
    drawn = whole.where(np.isin(np.arange(len(whole)), kept.index))
    return replace(drawn, weight=kept["weight"].to_numpy())


def test_trees_grown_on_a_draw_say_the_rates_of_the_whole():
    whole, later = population(1), population(2)
    drawn = drawn_from(whole)
    assert len(drawn) == FEWEST_ROWS and drawn.outcome.sum() == whole.outcome.sum()
    said = {}
    for name, learning in (("whole", whole), ("drawn", drawn)):
        booster, names = grown(learning, PARAMETERS, seed=1)
        said[name] = expit(raw_score(booster, later.matrix, names))
    high = said["whole"] > np.quantile(said["whole"], 0.9)
    for some in (high, ~high):
        np.testing.assert_allclose(said["drawn"][some].mean(), said["whole"][some].mean(), rtol=0.1)


def test_a_calibration_on_a_draw_keeps_its_word():
    teach, calibrate, later = population(1), population(3), population(2)
    kept = at_most(pd.DataFrame({"outcome": calibrate.outcome}), FEWEST_ROWS)
    part = calibrate.where(np.isin(np.arange(len(calibrate)), kept.index))
    risk = ReturnRisk.fit(drawn_from(teach), replace(part, weight=kept["weight"].to_numpy()), PARAMETERS, seed=1)
    said = risk.probability(later.matrix)
    high = said > np.quantile(said, 0.9)
    for some in (high, ~high):  # of some 700 and 850 falls, calibrated on 500: each known to about 6 per cent
        np.testing.assert_allclose(said[some].mean(), later.outcome[some].mean(), rtol=0.25)
