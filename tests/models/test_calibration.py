"""Calibration: a probability that keeps its word, rising with the raw score, and an interval of the rate."""

import json

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit, logit

from features.errors import EmptyPopulationError
from models.calibration import Calibration, fit_calibration, simplest
from models.calibrations import Calibrations, fit_calibrations
from models.curves import CURVES
from models.learning_set import LearningSet

ROWS = 6000


def returns(raw: np.ndarray, truth: np.ndarray, seed: int) -> LearningSet:
    outcome = (np.random.default_rng(seed).random(len(raw)) < truth).astype("float64")
    household = np.array([f"H{n // 3}" for n in range(len(raw))], dtype=object)
    dates = np.full(len(raw), np.datetime64("2025-06-30"))
    return LearningSet(pd.DataFrame(index=range(len(raw))), outcome, np.ones(len(raw)), household, household, dates)


@pytest.fixture(scope="module")
def raw() -> np.ndarray:
    return np.random.default_rng(2).normal(-2.0, 1.5, ROWS)


def test_an_overconfident_score_is_brought_back(raw):
    truth = expit(-0.5 + 0.5 * raw)
    fitted = fit_calibration(raw, returns(raw, truth, 3), 1)
    assert np.abs(fitted.probability(raw) - truth).mean() < 0.015


def test_a_score_that_bends_is_followed(raw):
    truth = np.where(raw < -2, 0.02, 0.35)
    fitted = fit_calibration(raw, returns(raw, truth, 3), 1)
    for side in (raw < -2.5, raw > -1.5):
        assert fitted.probability(raw[side]).mean() == pytest.approx(truth[side].mean(), abs=0.02)
    assert fitted.kind == "isotonic"


@pytest.mark.parametrize("kind", sorted(CURVES))
def test_every_shape_rises_and_survives_a_round_trip(kind, raw):
    from models.calibration import cells

    learning = returns(raw, expit(raw), 3)
    curve = CURVES[kind].fit(cells(raw, learning.outcome, learning.weight))
    asked = np.linspace(-15, 15, 400)
    assert (np.diff(curve.log_odds(asked)) >= 0).all()
    np.testing.assert_array_equal(CURVES[kind].from_dict(curve.to_dict()).log_odds(asked), curve.log_odds(asked))


def test_the_interval_covers_the_rate_of_households_with_such_a_score(raw):
    truth = expit(-0.5 + 0.8 * raw)
    asked = np.array([-4.0, -3.0, -2.0, -1.0, 0.0])
    covered = []
    for seed in range(12):
        low, high = fit_calibration(raw[:2000], returns(raw[:2000], truth[:2000], seed), seed).interval(asked)
        rate = expit(-0.5 + 0.8 * asked)
        covered.append((low <= rate) & (rate <= high))
    assert np.mean(covered) >= 0.7


def test_fewer_households_make_a_wider_interval(raw):
    truth = expit(-0.5 + raw)
    widths = []
    for rows in (ROWS, 600):
        low, high = fit_calibration(raw[:rows], returns(raw[:rows], truth[:rows], 3), 1).interval(np.array([-1.0]))
        widths.append(float(high[0] - low[0]))
    assert widths[1] > 1.5 * widths[0]


def test_who_scores_beyond_everybody_calibrated_is_no_more_certain(raw):
    fitted = fit_calibration(raw, returns(raw, expit(raw - 2), 3), 1)
    asked = raw.max() + np.array([0.0, 1.0, 3.0])
    low, high = fitted.interval(asked)
    p = fitted.probability(asked)
    assert (low < p).all() and (p < high).all()
    apart = [logit(high) - logit(p), logit(p) - logit(low)]
    np.testing.assert_allclose(apart, np.repeat([[a[0]] for a in apart], 3, axis=1), rtol=1e-6)


def test_reading_back_gives_the_same_bits(raw):
    fitted = fit_calibration(raw, returns(raw, expit(raw), 3), 1)
    again = Calibration.from_dict(fitted.to_dict())
    np.testing.assert_array_equal(again.probability(raw), fitted.probability(raw))
    np.testing.assert_array_equal(again.interval(raw), fitted.interval(raw))


def test_a_period_in_which_nobody_returned_cannot_calibrate(raw):
    with pytest.raises(EmptyPopulationError, match="calibration"):
        fit_calibration(raw, returns(raw, np.zeros(ROWS), 3), 1)


def with_groups(raw, formerly_poor, seed):
    """Outcomes of which the formerly poor owe half as much to the raw score as the others."""
    made = returns(raw, expit(np.where(formerly_poor, -0.5 + 0.5 * raw, raw)), seed)
    made.matrix["formerly_poor"] = formerly_poor.astype("float64")
    return made


def test_the_formerly_poor_have_a_curve_of_their_own_where_enough_of_them_returned(raw):
    formerly_poor = np.arange(ROWS) % 3 == 0
    learning = with_groups(raw, formerly_poor, 3)
    fitted = fit_calibrations(raw, learning, 1)
    truth = expit(np.where(formerly_poor, -0.5 + 0.5 * raw, raw))
    assert fitted.formerly_poor is not None
    said, one = fitted.probability(raw, learning.matrix), fit_calibration(raw, learning, 1).probability(raw)
    assert np.abs(said - truth).mean() < 0.5 * np.abs(one - truth).mean()
    low, high = fitted.interval(raw, learning.matrix)
    assert ((low <= said) & (said <= high)).all()


def test_few_returns_of_the_formerly_poor_give_them_no_curve_of_their_own(raw):
    formerly_poor = np.arange(ROWS) < 100
    fitted = fit_calibrations(raw, with_groups(raw, formerly_poor, 3), 1)
    assert fitted.formerly_poor is None


def test_who_is_not_known_to_have_been_poor_is_calibrated_as_usual(raw):
    formerly_poor = np.arange(ROWS) % 3 == 0
    learning = with_groups(raw, formerly_poor, 3)
    fitted = fit_calibrations(raw, learning, 1)
    asked = np.array([-2.0, -2.0, -2.0])
    said = fitted.probability(asked, pd.DataFrame({"formerly_poor": [0.0, np.nan, 1.0]}))
    assert said[0] == said[1] != said[2]
    assert fitted.probability(asked, pd.DataFrame(index=range(3)))[2] == said[0]


def test_curves_by_group_survive_a_round_trip(raw):
    learning = with_groups(raw, np.arange(ROWS) % 3 == 0, 3)
    fitted = fit_calibrations(raw, learning, 1)
    again = Calibrations.from_dict(json.loads(json.dumps(fitted.to_dict())))
    np.testing.assert_array_equal(again.probability(raw, learning.matrix), fitted.probability(raw, learning.matrix))
    assert again.kind == fitted.kind and "formerly poor" in fitted.kind


def test_a_simpler_shape_stays_unless_another_is_better_beyond_chance():
    draws = np.random.default_rng(5)
    lost = draws.random(1000)
    chance = lost - 0.001 + draws.normal(0, 0.5, 1000)
    assert simplest({"logistic": lost, "beta": chance}) == "logistic"
    assert simplest({"logistic": lost, "beta": lost - 0.1 + draws.normal(0, 0.5, 1000)}) == "beta"


def test_a_straight_truth_is_not_given_a_bent_curve_by_luck(raw):
    kinds = [fit_calibration(raw, returns(raw, expit(raw), seed), seed).kind for seed in range(8)]
    assert kinds.count("logistic") >= 7
