"""The poverty index: higher is better off, within 0 and 100, with an interval that covers what it says."""

import numpy as np

from features.feature import Direction, features
from models.conformal import correction
from models.contributions import LARGEST_ERROR, largest_error
from tests.models import toy_county


def test_it_stays_on_the_scale_and_inside_its_interval(toy):
    index = toy.trained.index.predict(toy.matrix)
    low, high = toy.trained.index.interval(toy.matrix)
    assert ((low >= 0) & (low <= index) & (index <= high) & (high <= 100)).all()


def test_more_of_what_raises_risk_never_raises_the_index(toy):
    index = toy.trained.index
    some = toy.matrix.head(60)
    before = index.predict(some)
    for name in [n for n in index.names if features()[n].direction is not Direction.EITHER]:
        worse = some.copy()
        worse[name] = some[name] + features()[name].direction.value
        assert (index.predict(worse) <= before + 1e-9).all(), name


def test_base_and_contributions_add_up_to_the_raw_index(toy):
    assert largest_error(toy.trained.index, toy.matrix) <= LARGEST_ERROR


def test_eight_of_ten_unseen_assessments_lie_in_the_interval(toy):
    unseen = toy_county.index_set(1500, 51)
    low, high = toy.trained.index.interval(unseen.matrix)
    covered = np.mean((low <= unseen.outcome) & (unseen.outcome <= high))
    assert 0.75 <= covered <= 0.86


def test_the_correction_covers_exchangeable_rows_whatever_the_quantiles_were():
    draws = np.random.default_rng(7)
    covered = []
    for _ in range(200):
        seen, unseen = draws.normal(size=(2, 100))
        wide = correction(seen, np.full(100, -0.1), np.full(100, 0.3), 0.8)
        covered.append(np.mean((unseen >= -0.1 - wide) & (unseen <= 0.3 + wide)))
    assert 0.79 <= np.mean(covered) <= 0.83
