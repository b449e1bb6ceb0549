"""How well the order of the households by predicted index agrees with the order found later (Spearman)."""

import numpy as np
import pandas as pd

from features.text import Text
from training.metric import Judges, Metric
from training.ranked import Predictions, ratio


def rank_correlation(predictions: Predictions, weight: np.ndarray) -> np.ndarray:
    """Spearman's correlation; ranks are those of all rows, the weights count rows."""
    said = pd.Series(predictions.ranking).rank().to_numpy()
    found = pd.Series(predictions.outcome).rank().to_numpy()
    total = weight.sum(axis=1)
    mean_said, mean_found = weight @ said / total, weight @ found / total
    together = weight @ (said * found) / total - mean_said * mean_found
    spread = (weight @ said**2 / total - mean_said**2) * (weight @ found**2 / total - mean_found**2)
    return ratio(together, np.sqrt(np.maximum(spread, 0)))


METRIC = Metric(
    judges=Judges.INDEX,
    function=rank_correlation,
    greater_is_better=True,
    label=Text(zh="等级相关", en="Rank correlation"),
)
