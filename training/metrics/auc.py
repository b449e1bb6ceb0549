"""The chance that a household which fell was ranked before one which did not; ties count half."""

import numpy as np

from features.text import Text
from training.metric import Judges, Metric
from training.ranked import Predictions, ratio


def auc(predictions: Predictions, weight: np.ndarray) -> np.ndarray:
    """Area under the ROC curve."""
    fell, rows = predictions.falls_and_rows(weight)
    stayed = rows - fell
    behind = stayed.sum(axis=1, keepdims=True) - np.cumsum(stayed, axis=1)
    pairs = (fell * (behind + stayed / 2)).sum(axis=1)
    return ratio(pairs, fell.sum(axis=1) * stayed.sum(axis=1))


METRIC = Metric(
    judges=Judges.RISK,
    function=auc,
    greater_is_better=True,
    label=Text(zh="AUC（排序正确率）", en="AUC"),
)
