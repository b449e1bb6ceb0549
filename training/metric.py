"""The declaration of a metric: one number that says how well something was predicted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

import numpy as np

from features.declared import Declaration, declared
from features.text import Text
from training.ranked import Predictions


class Judges(Enum):
    """What a metric judges."""

    RISK = "return_risk"
    INDEX = "poverty_index"


@dataclass(frozen=True, kw_only=True)
class Metric(Declaration):
    """`function(predictions, weight)` with `weight` (r, n) gives (r,): one value per set of weights.

    The plain value has weight one everywhere; each bootstrap replicate has as weight how often a
    row's household was drawn. NaN means that it cannot be said. `needs` lists what the predictions
    must bring: "probability", "interval", "list".
    """

    judges: Judges
    function: Callable[[Predictions, np.ndarray], np.ndarray]
    greater_is_better: bool | None
    label: Text
    needs: tuple[str, ...] = ()

    def of(self, predictions: Predictions, weight: np.ndarray) -> np.ndarray:
        """The values (r,); NaN when the predictions lack what is needed."""
        brought = {
            "probability": len(predictions.probability) > 0,
            "interval": len(predictions.low) > 0,
            "list": len(predictions.length) > 0,
        }
        if not len(predictions.outcome) or not all(brought[need] for need in self.needs):
            return np.full(len(weight), np.nan)
        return self.function(predictions, weight)


@cache
def metrics() -> Mapping[str, Metric]:
    """Every declared metric by name."""
    return declared("training.metrics", Metric)


def of_kind(judges: Judges) -> dict[str, Metric]:
    """The metrics that judge the return risk, or the poverty index."""
    return {name: metric for name, metric in metrics().items() if metric.judges is judges}
