"""Baselines: fair opponents, fitted on the same rows, silent where the source has nothing for them."""

import numpy as np
import pandas as pd
import pytest

from features.feature import features
from models.alert import alerts
from models.baselines import BASELINES, POINTS, TEN, most_known
from models.index_baselines import INDEX_BASELINES
from models.threshold_rules import COUNTED, MONEY, in_lines, severity, thresholds
from tests.models import toy_county


@pytest.fixture(scope="module")
def sets():
    return toy_county.risk_set(900, 1), toy_county.risk_set(900, 11)


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_a_baseline_ranks_every_row_and_its_probability_follows_its_rank(name, sets):
    fitted = BASELINES[name].fit(*sets, 3)
    matrix = sets[1].matrix
    rank = fitted.rank(matrix)
    assert rank.shape == (len(matrix),) and np.isfinite(rank).all()
    probability = fitted.probability(matrix)
    if probability is None:
        assert name == "random"
    else:
        assert ((probability > 0) & (probability < 1)).all()
        assert (np.diff(probability[np.argsort(rank, kind="stable")]) >= 0).all()


@pytest.mark.parametrize("name", ["logistic_all", "income_to_line"])
def test_a_baseline_finds_who_is_worse_off(name, sets):
    rank = BASELINES[name].fit(*sets, 3).rank(sets[1].matrix)
    truth = toy_county.probability(sets[1].matrix)
    assert truth[np.argsort(rank)[-90:]].mean() > 1.5 * truth.mean()


def test_chance_is_the_same_for_the_same_seed_only(sets):
    one, two, other = (BASELINES["random"].fit(*sets, seed).rank(sets[1].matrix) for seed in (3, 3, 4))
    assert (one == two).all() and (one != other).any()


def test_a_baseline_without_its_records_is_left_out(sets):
    blind = sets[0].where(np.ones(len(sets[0]), dtype=bool))
    for name in POINTS:
        blind.matrix[name] = np.nan
    assert BASELINES["rubric"].fit(blind, sets[1], 3) is None


def test_every_name_a_baseline_reads_is_a_feature():
    assert set(COUNTED) | set(MONEY) <= set(alerts())
    assert set(POINTS) <= set(features())
    for some in TEN:
        assert set(some) & set(features()), some


def test_each_breach_counts_once():
    names = [name for alert in (*COUNTED, *MONEY) for name in alerts()[alert].of]
    matrix = pd.DataFrame({n: [0.0, 0.0, np.nan] for n in names})
    matrix.loc[1, ["housing_grade_latest", "dropouts_compulsory_age"]] = [4.0, 2.0]
    assert severity(matrix).tolist() == [0.0, 2.0, 0.0]


def test_the_thresholds_are_those_of_the_alerts():
    found = {
        name: (threshold.feature, threshold.reaches([2.0, 3.0]).tolist()) for name, threshold in thresholds().items()
    }
    assert found["house_dangerous"] == ("housing_grade_latest", [False, True])
    assert found["months_without_wage"] == ("months_without_wage_3m", [False, True])
    assert found["water_unsafe"] == ("water_unsafe", [True, True])


def test_a_formerly_poor_household_breaches_the_lower_threshold_of_its_own():
    matrix = pd.DataFrame({"formerly_poor": [1.0, 0.0], "medical_out_of_pocket_12m": [1.0, 1.0]})
    assert in_lines("self_paid_threshold", "formerly_poor") < 1 < in_lines("self_paid_threshold", "other")
    breached = severity(matrix)
    assert breached[0] > 1 > breached[1] > 0


def test_a_candidate_that_is_much_less_known_is_passed_over():
    matrix = pd.DataFrame({"a": [1.0, np.nan], "b": [1.0, 2.0], "c": [np.nan, np.nan]})
    assert most_known(matrix, ("a", "b")) == "b" and most_known(matrix, ("b", "a")) == "b"
    assert most_known(matrix, ("c", "x")) is None


@pytest.mark.parametrize("name", sorted(INDEX_BASELINES))
def test_an_index_baseline_stays_on_the_scale(name):
    learning = toy_county.index_set(500, 5)
    index = INDEX_BASELINES[name].fit(learning, 1).predict(learning.matrix)
    assert ((index >= 0) & (index <= 100)).all() and np.ptp(index) > 1


def test_without_assessments_the_last_welfare_is_carried_forward():
    learning = toy_county.index_set(500, 5)
    learning.matrix["assessment_points"] = np.nan
    learning.matrix["net_income_per_head_12m"] = np.nan
    learning.matrix["income_per_equivalent_latest"] = np.linspace(0.1, 3.0, 500)
    index = INDEX_BASELINES["carried_forward"].fit(learning, 1).predict(learning.matrix)
    assert index[0] == pytest.approx(6.0) and index[-1] == 100.0
