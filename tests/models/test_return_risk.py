"""The return risk: held to the directions, additive, and the same after a round trip."""

import numpy as np
import pytest

from features.errors import EmptyPopulationError
from features.feature import Direction, features, learnable
from models.contributions import LARGEST_ERROR, as_explanation, largest_error
from models.parameters import Parameters
from models.return_risk import ReturnRisk
from tests.models import toy_county

DIRECTED = [n for n, f in learnable().items() if f.direction is not Direction.EITHER]


def test_base_and_contributions_add_up_to_the_raw_score(toy):
    assert largest_error(toy.trained.risk, toy.matrix) <= LARGEST_ERROR


def test_contributions_are_those_of_shap(toy):
    shap = pytest.importorskip("shap")
    values, base = toy.trained.risk.contributions(toy.matrix.head(20))
    explainer = shap.TreeExplainer(toy.trained.risk.booster)
    theirs = explainer.shap_values(toy.matrix.head(20)[list(toy.trained.risk.names)].to_numpy())
    theirs = theirs[1] if isinstance(theirs, list) else theirs
    np.testing.assert_allclose(values.to_numpy(), theirs, atol=1e-9)
    assert np.ravel(explainer.expected_value)[-1] == pytest.approx(base, abs=1e-9)
    explained = as_explanation(values, base, toy.matrix.head(20), "zh")
    assert explained.feature_names[0] == features()[toy.trained.risk.names[0]].label.zh
    np.testing.assert_array_equal(explained.values, values.to_numpy())


def test_more_of_what_raises_risk_never_lowers_the_probability(toy):
    risk = toy.trained.risk
    some = toy.matrix.head(60)
    before = risk.probability(some)
    for name in [n for n in DIRECTED if n in risk.names]:
        worse = some.copy()
        for step in (0.3, 1.0, 5.0):
            worse[name] = some[name] + features()[name].direction.value * step
            assert (risk.probability(worse) >= before - 1e-12).all(), name


def test_it_learns_what_the_toy_is_made_of(toy):
    matrix, truth = toy.matrix, toy_county.probability(toy.matrix)
    order = np.argsort(toy.trained.risk.probability(matrix))
    assert truth[order[-60:]].mean() > 3 * truth[order[:60]].mean()


def test_the_interval_holds_the_probability(toy):
    p = toy.trained.risk.probability(toy.matrix)
    low, high = toy.trained.risk.interval(toy.matrix)
    assert ((low >= 0) & (low <= p) & (p <= high) & (high <= 1)).all()
    assert (high > low).all()


def test_a_feature_never_known_in_training_is_left_out():
    learning = toy_county.risk_set(400, 3)
    name = next(iter(toy_county.DRIVERS))
    learning.matrix[name] = np.nan
    fitted = ReturnRisk.fit(learning, toy_county.risk_set(400, 4), Parameters(trees=3), 1)
    assert name not in fitted.names and len(fitted.names) == len(learnable()) - 1


def test_nothing_is_learnt_where_nobody_returned():
    learning = toy_county.risk_set(200, 3)
    learning.outcome[:] = 0.0
    with pytest.raises(EmptyPopulationError, match="same outcome"):
        ReturnRisk.fit(learning, learning, Parameters(trees=3), 1)


def test_the_same_seed_grows_the_same_trees():
    learning = toy_county.risk_set(400, 3)
    one, two = (ReturnRisk.fit(learning, learning, Parameters(trees=5), 9) for _ in range(2))
    assert one.files() == two.files()
