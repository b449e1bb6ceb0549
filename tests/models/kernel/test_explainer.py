"""The kernel against LightGBM's own contributions, on models and rows that nobody chose."""

import numpy as np
import pytest

from models.kernel import compiled
from models.kernel.explainer import COMPILED, Explainer
from tests.models.kernel.random_models import random_model

MODELS = 300
needs_compiled = pytest.mark.skipif(compiled.library() is None, reason="the compiled walk was not built")


def largest_difference(seed: int, **options: object) -> float:
    """The largest distance from LightGBM's contributions, relative to the largest raw score."""
    booster, matrix = random_model(seed)
    theirs = np.asarray(booster.predict(matrix, pred_contrib=True))
    made = Explainer.of(booster, **options)
    ours = np.column_stack([made.contributions(matrix), np.full(len(matrix), made.base)])
    return float(np.abs(ours - theirs).max() / max(1.0, np.abs(theirs.sum(axis=1)).max()))


@needs_compiled
def test_compiled_contributions_are_lightgbms_on_300_random_models():
    worst = {seed: largest_difference(seed, walk=COMPILED) for seed in range(MODELS)}
    assert max(worst.values()) < 1e-9, max(worst, key=worst.get)


@needs_compiled
def test_in_float32_they_agree_to_a_hundred_thousandth():
    worst = {seed: largest_difference(seed, walk=COMPILED, precision="f4") for seed in range(60)}
    assert max(worst.values()) < 1e-5, max(worst, key=worst.get)
