"""Of the households that fell, the share that stood on the list, at its length."""

import numpy as np

from features.text import Text
from training.metric import Judges, Metric
from training.ranked import Predictions, ratio


def recall_at(predictions: Predictions, weight: np.ndarray) -> np.ndarray:
    """Falls among the listed over all falls, pooled over the dates."""
    return ratio(predictions.listed(predictions.outcome, weight), weight @ predictions.outcome)


METRIC = Metric(
    judges=Judges.RISK,
    function=recall_at,
    greater_is_better=True,
    label=Text(zh="名单召回率", en="Recall of the list"),
    needs=("list",),
)
