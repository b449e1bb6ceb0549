"""The share of households whose later index lay inside the 80 % interval; 0.8 is right."""

import numpy as np

from features.text import Text
from training.metric import Judges, Metric
from training.ranked import Predictions, ratio


def interval_coverage(predictions: Predictions, weight: np.ndarray) -> np.ndarray:
    """Share of outcomes within [low, high]."""
    inside = (predictions.low <= predictions.outcome) & (predictions.outcome <= predictions.high)
    return ratio(weight @ inside.astype(float), weight.sum(axis=1))


METRIC = Metric(
    judges=Judges.INDEX,
    function=interval_coverage,
    greater_is_better=None,
    label=Text(zh="80%区间覆盖率", en="Coverage of the 80 % interval"),
    needs=("interval",),
)
