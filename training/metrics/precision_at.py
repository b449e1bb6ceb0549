"""Of the households on the list, at its length, the share that fell."""

import numpy as np

from features.text import Text
from training.metric import Judges, Metric
from training.ranked import Predictions, ratio


def precision_at(predictions: Predictions, weight: np.ndarray) -> np.ndarray:
    """Falls among the listed over the listed, pooled over the dates."""
    ones = np.ones(len(predictions.outcome))
    return ratio(predictions.listed(predictions.outcome, weight), predictions.listed(ones, weight))


METRIC = Metric(
    judges=Judges.RISK,
    function=precision_at,
    greater_is_better=True,
    label=Text(zh="名单精确率", en="Precision of the list"),
    needs=("list",),
)
