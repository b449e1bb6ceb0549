"""How steeply what came follows what was said: 1 is right, below 1 the model says too much, above 1 too little."""

import numpy as np

from features.text import Text
from training.metric import Judges, Metric
from training.ranked import Predictions, Ranked

STEPS = 400  # log odds are gathered in so many parts; the slope moves by less than 0.01
ROUNDS = 25


def calibration_slope(predictions: Predictions, weight: np.ndarray) -> np.ndarray:
    """Slope of the logistic regression of the outcome on the log odds of the probability."""
    clipped = np.clip(predictions.probability, 1e-6, 1 - 1e-6)
    log_odds = np.log(clipped / (1 - clipped))
    if np.ptp(log_odds) < 1e-9:
        return np.full(len(weight), np.nan)
    parts = Ranked.in_parts(log_odds, STEPS)
    rows, fell = parts.totals(weight), parts.totals(weight * predictions.outcome)
    middle = parts.totals(weight * log_odds) / np.where(rows > 0, rows, 1)
    slope = _newton(middle, rows, fell)
    return np.where((fell.sum(axis=1) > 1) & (np.abs(slope) < 50), slope, np.nan)


def _newton(x: np.ndarray, rows: np.ndarray, fell: np.ndarray) -> np.ndarray:
    """Slopes (r,) of `fell` out of `rows` on `x`, all (r, parts)."""
    level, slope = np.zeros(len(x)), np.ones(len(x))
    for _ in range(ROUNDS):
        said = 1 / (1 + np.exp(-np.clip(level[:, None] + slope[:, None] * x, -30, 30)))
        error, bend = fell - rows * said, rows * said * (1 - said)
        a, b, c = bend.sum(axis=1), (bend * x).sum(axis=1), (bend * x * x).sum(axis=1)
        g, h = error.sum(axis=1), (error * x).sum(axis=1)
        determinant = np.maximum(a * c - b * b, 1e-12)
        step_level, step_slope = (c * g - b * h) / determinant, (a * h - b * g) / determinant
        damping = np.maximum(1, np.abs(step_slope) + np.abs(step_level) / 4)
        level, slope = level + step_level / damping, slope + step_slope / damping
    return slope


METRIC = Metric(
    judges=Judges.RISK,
    function=calibration_slope,
    greater_is_better=None,
    label=Text(zh="校准斜率", en="Calibration slope"),
    needs=("probability",),
)
