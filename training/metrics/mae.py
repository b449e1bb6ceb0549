"""How many points the predicted poverty index lies from the one found later, on average."""

import numpy as np

from features.text import Text
from training.metric import Judges, Metric
from training.ranked import Predictions, ratio


def mae(predictions: Predictions, weight: np.ndarray) -> np.ndarray:
    """Mean absolute error in points."""
    return ratio(weight @ np.abs(predictions.ranking - predictions.outcome), weight.sum(axis=1))


METRIC = Metric(
    judges=Judges.INDEX,
    function=mae,
    greater_is_better=False,
    label=Text(zh="平均绝对误差（分）", en="Mean absolute error (points)"),
)
