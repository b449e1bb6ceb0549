"""From a raw score to a probability that keeps its word, and an interval that says how well it is known.

Fitted on a later period than the model. Three shapes compete, all increasing in the raw score: *logistic*
(slope and intercept), *beta* (each end has a slope of its own) and *isotonic* (blocks, interpolated). A shape
takes the place of a simpler one only if it foretells households it was not fitted on better than chance
would make it seem (BEYOND_CHANCE): otherwise the rounding of a sum could decide between two shapes.

The 80 % interval is of the **rate**: among households with this raw score, how many per hundred fall
back. It covers what the calibration period leaves open: the curve (households drawn again and again)
and how few households near that score there were (binomial; near is within NEIGHBOURHOOD, or the
LEAST_NEIGHBOURS nearest where fewer are). It is not about one household's fate, and it cannot know of a
change that came after the calibration period.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy.special import expit, logit
from scipy.stats import beta

from models.curves import CURVES, Curve
from models.learning_set import LearningSet

COVERAGE = 0.80
FOLDS = 5
REDRAWS = 200
STEP = 0.05  # width of a cell of raw scores, in log odds: finer than any calibration can tell
NEIGHBOURHOOD = 0.5  # raw scores this far apart (odds differ by a factor of 1.6) are neighbours
LEAST_NEIGHBOURS = 50
BEYOND_CHANCE = 2.0  # a gain in log loss counts from so many of its standard errors over households


@dataclass(frozen=True)
class Cells:
    """Rows pooled by raw score: the mean score, the weight and the weight of those that returned."""

    raw: np.ndarray
    total: np.ndarray
    returned: np.ndarray


@dataclass(frozen=True)
class Calibration:
    """A fitted curve and, at the scores `knots`, the bounds of its 80 % interval."""

    kind: str
    curve: Curve
    knots: np.ndarray
    low: np.ndarray
    high: np.ndarray
    losses: Mapping[str, float]

    def probability(self, raw: np.ndarray) -> np.ndarray:
        """Probability of a return within the horizon, never falling as `raw` rises."""
        return expit(self.curve.log_odds(np.asarray(raw, dtype="float64")))

    def interval(self, raw: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The bounds (low, high) of the 80 % interval of the rate; both hold the probability."""
        p = self.probability(raw)
        # Beyond the scores that were calibrated the bounds go on with the curve, as far from it as at the last one.
        within = np.clip(raw, self.knots[0], self.knots[-1])
        beyond = self.curve.log_odds(np.asarray(raw, dtype="float64")) - self.curve.log_odds(within)
        low = expit(np.interp(raw, self.knots, logit(self.low)) + beyond)
        high = expit(np.interp(raw, self.knots, logit(self.high)) + beyond)
        return np.minimum(low, p), np.maximum(high, p)

    def to_dict(self) -> dict[str, Any]:
        """As JSON-able numbers; floats survive a round trip bit by bit."""
        return {
            "kind": self.kind,
            "curve": self.curve.to_dict(),
            "interval": {"coverage": COVERAGE, "raw": list(self.knots), "low": list(self.low), "high": list(self.high)},
            "log_loss_by_kind": dict(self.losses),
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """What `to_dict` gave."""
        bounds = {name: np.array(content["interval"][name], dtype="float64") for name in ("raw", "low", "high")}
        return cls(
            kind=content["kind"],
            curve=CURVES[content["kind"]].from_dict(content["curve"]),
            knots=bounds["raw"],
            low=bounds["low"],
            high=bounds["high"],
            losses=content["log_loss_by_kind"],
        )


def fit_calibration(raw: np.ndarray, learning: LearningSet, seed: int) -> Calibration:
    """Calibrate `raw` (one per row of `learning`) on its outcomes.

    Raises EmptyPopulationError if nobody, or everybody, returned.
    """
    learning.check_learnable("calibration")
    draws = np.random.default_rng(seed)
    losses = _cross_validated(raw, learning, draws)
    kind = simplest(losses)
    curve = CURVES[kind].fit(cells(raw, learning.outcome, learning.weight))
    knots = np.arange(raw.min(), raw.max() + STEP, max(STEP, np.ptp(raw) / 200))
    low, high = _bounds(kind, curve, knots, raw, learning, draws)
    mean = {name: float(lost.sum()) / float(learning.weight.sum()) for name, lost in losses.items()}
    return Calibration(kind, curve, knots, low, high, mean)


def cells(raw: np.ndarray, outcome: np.ndarray, weight: np.ndarray) -> Cells:
    """Pool rows whose raw scores are within one `STEP`."""
    where = np.floor((raw - raw.min()) / STEP).astype("int64")
    total = np.bincount(where, weight)
    keep = total > 0
    mean = np.bincount(where, weight * raw)[keep] / total[keep]
    return Cells(mean, total[keep], np.bincount(where, weight * outcome)[keep])


def simplest(losses: Mapping[str, np.ndarray]) -> str:
    """The first kind in the order of `CURVES` that no later one beats beyond chance.

    `losses` are the held-out log losses of each kind, one per household in the same order.
    """
    kinds = iter(losses)
    chosen = next(kinds)
    for kind in kinds:
        gain = losses[chosen] - losses[kind]
        if gain.sum() > BEYOND_CHANCE * gain.std() * np.sqrt(len(gain)):
            chosen = kind
    return chosen


def _cross_validated(raw: np.ndarray, learning: LearningSet, draws: np.random.Generator) -> dict[str, np.ndarray]:
    """Log loss per household that a kind was not fitted on; a kind that cannot be fitted is left out."""
    households, of_row = np.unique(learning.household, return_inverse=True)
    fold = (draws.permutation(len(households)) % FOLDS)[of_row]
    rows = {kind: _held_out(kind, raw, learning, fold) for kind in CURVES}
    return {kind: np.bincount(of_row, lost) for kind, lost in rows.items() if np.isfinite(lost).all()}


def _held_out(kind: str, raw: np.ndarray, learning: LearningSet, fold: np.ndarray) -> np.ndarray:
    """Log loss of each row by the curve fitted on the other folds; 0 where those hold one outcome only."""
    lost = np.zeros(len(raw))
    for n in range(FOLDS):
        seen, unseen = fold != n, fold == n
        if not unseen.any() or np.ptp(learning.outcome[seen]) == 0:
            continue
        curve = CURVES[kind].fit(cells(raw[seen], learning.outcome[seen], learning.weight[seen]))
        lost[unseen] = log_loss(curve.log_odds(raw[unseen]), learning.outcome[unseen], learning.weight[unseen])
    return lost


def log_loss(log_odds: np.ndarray, outcome: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Per row, minus the log probability given to what happened, times the row's weight."""
    signed = np.where(outcome > 0.5, -log_odds, log_odds)
    return weight * np.logaddexp(0.0, signed)


def _bounds(
    kind: str, curve: Curve, knots: np.ndarray, raw: np.ndarray, learning: LearningSet, draws: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    p = expit(curve.log_odds(knots))
    spread = np.var(_redrawn(kind, knots, raw, learning, draws), axis=0) + p * (1 - p) / _neighbours(
        knots, raw, learning
    )
    # A beta distribution with this mean and variance; a variance near p(1-p) would have no shape.
    size = np.maximum(p * (1 - p) / spread - 1, 0.5)
    tail = (1 - COVERAGE) / 2
    low, high = (beta.ppf(q, p * size, (1 - p) * size) for q in (tail, 1 - tail))
    return np.clip(low, 1e-9, p), np.clip(high, p, 1 - 1e-9)


def _redrawn(
    kind: str, knots: np.ndarray, raw: np.ndarray, learning: LearningSet, draws: np.random.Generator
) -> np.ndarray:
    """The curve's probabilities at `knots` when households are drawn again with replacement, a row per draw."""
    households, of_row = np.unique(learning.household, return_inverse=True)
    found = []
    for _ in range(REDRAWS):
        times = draws.multinomial(len(households), np.full(len(households), 1 / len(households)))
        weight = learning.weight * times[of_row]
        pooled = cells(raw, learning.outcome, weight)
        if 0 < pooled.returned.sum() < pooled.total.sum():
            found.append(expit(CURVES[kind].fit(pooled).log_odds(knots)))
    return np.array(found) if found else np.zeros((1, len(knots)))


def _neighbours(knots: np.ndarray, raw: np.ndarray, learning: LearningSet) -> np.ndarray:
    """How many different households have a raw score near each knot."""
    codes = np.unique(learning.household, return_inverse=True)[1]
    order = np.argsort(raw)
    first, last = (np.searchsorted(raw[order], knots + side * NEIGHBOURHOOD) for side in (-1, 1))
    return _distinct(codes[order], first, last)


def _distinct(codes: np.ndarray, first: Sequence[int] | np.ndarray, last: Sequence[int] | np.ndarray) -> np.ndarray:
    counts = [len(np.unique(codes[a:b])) for a, b in zip(first, last, strict=True)]
    return np.maximum(np.array(counts, dtype="float64"), min(LEAST_NEIGHBOURS, len(np.unique(codes))))
