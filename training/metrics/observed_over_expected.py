"""Among the listed, the falls that came over the falls that the probabilities promised; 1 is right."""

import numpy as np

from features.text import Text
from training.metric import Judges, Metric
from training.ranked import Predictions, ratio


def observed_over_expected(predictions: Predictions, weight: np.ndarray) -> np.ndarray:
    """Observed over expected among the listed."""
    expected = predictions.listed(predictions.probability, weight)
    return ratio(predictions.listed(predictions.outcome, weight), expected)


METRIC = Metric(
    judges=Judges.RISK,
    function=observed_over_expected,
    greater_is_better=None,
    label=Text(zh="名单内实际/预期", en="Observed over expected among the listed"),
    needs=("probability", "list"),
)
