"""The precision of the list, averaged over the positions at which the households that fell stand."""

import numpy as np

from features.text import Text
from training.metric import Judges, Metric
from training.ranked import Predictions, ratio


def average_precision(predictions: Predictions, weight: np.ndarray) -> np.ndarray:
    """Area under the precision-recall steps."""
    fell, rows = predictions.falls_and_rows(weight)
    precision = np.cumsum(fell, axis=1) / np.maximum(np.cumsum(rows, axis=1), 1e-12)
    return ratio((precision * fell).sum(axis=1), fell.sum(axis=1))


METRIC = Metric(
    judges=Judges.RISK,
    function=average_precision,
    greater_is_better=True,
    label=Text(zh="平均精确率", en="Average precision"),
)
