"""The mean squared distance between the probability said and what came (0 or 1)."""

import numpy as np

from features.text import Text
from training.metric import Judges, Metric
from training.ranked import Predictions, ratio


def brier(predictions: Predictions, weight: np.ndarray) -> np.ndarray:
    """Brier score."""
    squared = (predictions.probability - predictions.outcome) ** 2
    return ratio(weight @ squared, weight.sum(axis=1))


METRIC = Metric(
    judges=Judges.RISK,
    function=brier,
    greater_is_better=False,
    label=Text(zh="布里尔误差", en="Brier score"),
    needs=("probability",),
)
