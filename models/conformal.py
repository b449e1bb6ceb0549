"""How wide an interval must be to hold what it says: split-conformal correction of two quantile models."""

import math

import numpy as np


def correction(outcome: np.ndarray, low: np.ndarray, high: np.ndarray, coverage: float) -> float:
    """How far (low, high) must be widened, or may be narrowed if negative, to cover `coverage` of new rows.

    The rows must not have been used to fit `low` and `high`, and be exchangeable with what comes.
    With n rows the guarantee holds with the ceil((n + 1) x coverage)-th smallest miss.

    >>> correction(np.array([0.0, 1.0, 2.0, 9.0]), np.zeros(4), np.full(4, 5.0), 0.8)
    4.0
    """
    miss = np.sort(np.maximum(low - outcome, outcome - high))
    place = min(math.ceil((len(miss) + 1) * coverage), len(miss))
    return float(miss[place - 1])
