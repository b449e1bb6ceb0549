"""Intervals by drawing households: rows of one household are drawn together or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

REPLICATES = 400
AT_ONCE = 4_000_000  # numbers held at a time; bounds memory, not results


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval; NaN where it cannot be estimated."""

    value: float
    low: float
    high: float

    def as_json(self) -> dict[str, float | None]:
        """{"value", "low", "high"}, None for NaN."""
        return {name: _or_none(getattr(self, name)) for name in ("value", "low", "high")}


def _or_none(number: float) -> float | None:
    return round(float(number), 6) if np.isfinite(number) else None


class Bootstrap:
    """Draws of the households behind some rows; the same draws for every figure, so that they pair."""

    def __init__(self, household: np.ndarray, *, replicates: int = REPLICATES, seed: int = 0) -> None:
        self.household = np.unique(household, return_inverse=True)[1]
        self.households = int(self.household.max()) + 1 if len(household) else 0
        self.replicates = replicates
        self.seed = seed

    def weights(self) -> Iterator[np.ndarray]:
        """Weights (r, n) of all replicates, some at a time: how often each row's household was drawn."""
        random = np.random.default_rng(self.seed)
        step = max(1, AT_ONCE // max(1, len(self.household)))
        for first in range(0, self.replicates, step):
            count = min(step, self.replicates - first)
            drawn = random.multinomial(self.households, np.full(self.households, 1 / self.households), count)
            yield drawn[:, self.household].astype(float)

    def estimate(self, figure: Callable[[np.ndarray], np.ndarray]) -> Estimate:
        """The value of `figure(weight)` and the middle 95 % of its replicates."""
        return self.estimates({"it": figure})["it"]

    def estimates(self, figures: dict[str, Callable[[np.ndarray], np.ndarray]]) -> dict[str, Estimate]:
        """All `figures` over the same draws."""
        return {name: estimate(values) for name, values in self.draws(figures).items()}

    def draws(self, figures: dict[str, Callable[[np.ndarray], np.ndarray]]) -> dict[str, np.ndarray]:
        """For each figure its value, followed by its replicates: (1 + replicates,).

        All come from the same draws, so that a difference or a ratio of two of them is paired.
        """
        if not self.households:
            return {name: np.full(1, np.nan) for name in figures}
        drawn: dict[str, list[np.ndarray]] = {name: [] for name in figures}
        for weight in chain([np.ones((1, len(self.household)))], self.weights()):
            for name, figure in figures.items():
                drawn[name].append(figure(weight))
        return {name: np.concatenate(values) for name, values in drawn.items()}


def estimate(values: np.ndarray) -> Estimate:
    """The first of `values` with the middle 95 % of the others."""
    return _estimate(values[0], values[1:])


def _estimate(value: float, replicates: np.ndarray) -> Estimate:
    known = replicates[np.isfinite(replicates)]
    if not np.isfinite(value) or not len(known) or len(known) < len(replicates) / 2:
        return Estimate(float(value), np.nan, np.nan)
    low, high = np.quantile(known, [0.025, 0.975])
    # A redraw adds noise, so a distance such as the calibration error is larger in every redraw; the
    # interval is widened to hold the value rather than claim that the value lies outside it.
    return Estimate(float(value), min(float(low), float(value)), max(float(high), float(value)))
