"""How far the probabilities said lie from the shares found, over ten equally large parts of the households."""

import numpy as np

from features.text import Text
from training.metric import Judges, Metric
from training.ranked import Predictions, Ranked, ratio

PARTS = 10


def ece(predictions: Predictions, weight: np.ndarray) -> np.ndarray:
    """Expected calibration error over `PARTS` parts of equal size by probability."""
    probability = predictions.probability
    parts = Ranked.in_parts(probability, PARTS)
    gap = np.abs(parts.totals(weight * probability) - parts.totals(weight * predictions.outcome))
    return ratio(gap.sum(axis=1), weight.sum(axis=1))


METRIC = Metric(
    judges=Judges.RISK,
    function=ece,
    greater_is_better=False,
    label=Text(zh="校准误差", en="Expected calibration error"),
    needs=("probability",),
)
