"""The share of households whose band (poor, liable to return, stable) was said rightly."""

import numpy as np

from features.text import Text
from models.bands import bands
from training.metric import Judges, Metric
from training.ranked import Predictions, ratio


def band_accuracy(predictions: Predictions, weight: np.ndarray) -> np.ndarray:
    """Share of rows in the right band."""
    right = bands(predictions.ranking) == bands(predictions.outcome)
    return ratio(weight @ right.astype(float), weight.sum(axis=1))


METRIC = Metric(
    judges=Judges.INDEX,
    function=band_accuracy,
    greater_is_better=True,
    label=Text(zh="等级判定正确率", en="Accuracy of the band"),
)
