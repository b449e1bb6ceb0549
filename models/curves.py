"""The shapes of a calibration curve: from a raw score to log odds, never falling."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self

import numpy as np
from scipy.special import expit, logit
from sklearn.isotonic import IsotonicRegression

STEPS = 50
PULL = 1.0  # how strongly the slopes are drawn to "the raw score is right", counted in rows
LEAST_SLOPE = 0.02  # a curve must rise: ranks are kept
LEAST_RETURNS = 5.0  # returns that a block of the isotonic curve is pooled to have


class Pooled(Protocol):
    """Rows pooled by raw score (see `models.calibration.Cells`)."""

    @property
    def raw(self) -> np.ndarray:
        """The mean score of each cell."""

    @property
    def total(self) -> np.ndarray:
        """The weight of each cell."""

    @property
    def returned(self) -> np.ndarray:
        """The weight of those that returned."""


class Curve(Protocol):
    """A fitted curve."""

    def log_odds(self, raw: np.ndarray) -> np.ndarray:
        """Log odds of a return, never falling as `raw` rises."""
        ...

    def to_dict(self) -> dict[str, Any]:
        """As JSON-able numbers."""
        ...


@dataclass(frozen=True)
class Logistic:
    """Log odds = intercept + slope x raw."""

    name: ClassVar[str] = "logistic"
    intercept: float
    slope: float

    @classmethod
    def fit(cls, pooled: Pooled) -> Self:
        """Weighted maximum likelihood, the slope drawn a little towards 1."""
        intercept, change = _newton(pooled.raw[:, None], pooled.raw, pooled)
        return cls(float(intercept), max(LEAST_SLOPE, float(1 + change)))

    def log_odds(self, raw: np.ndarray) -> np.ndarray:
        """See `Curve`."""
        return self.intercept + self.slope * raw

    def to_dict(self) -> dict[str, Any]:
        """See `Curve`."""
        return {"intercept": self.intercept, "slope": self.slope}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """What `to_dict` gave."""
        return cls(**content)


@dataclass(frozen=True)
class Beta:
    """Log odds = intercept + low_end x ln p - high_end x ln(1 - p), where p is the raw score's own probability."""

    name: ClassVar[str] = "beta"
    intercept: float
    low_end: float
    high_end: float

    @classmethod
    def fit(cls, pooled: Pooled) -> Self:
        """Weighted maximum likelihood; a slope that would fall is held just above zero."""
        both = np.column_stack(_ends(pooled.raw))
        intercept, low, high = _newton(both, pooled.raw, pooled)
        if min(1 + low, 1 + high) < LEAST_SLOPE:
            straight = Logistic.fit(pooled)
            return cls(straight.intercept, straight.slope, straight.slope)
        return cls(float(intercept), float(1 + low), float(1 + high))

    def log_odds(self, raw: np.ndarray) -> np.ndarray:
        """See `Curve`."""
        low, high = _ends(raw)
        return self.intercept + self.low_end * low + self.high_end * high

    def to_dict(self) -> dict[str, Any]:
        """See `Curve`."""
        return {"intercept": self.intercept, "low_end": self.low_end, "high_end": self.high_end}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """What `to_dict` gave."""
        return cls(**content)


@dataclass(frozen=True)
class Isotonic:
    """Log odds interpolated between the middles of rising blocks; beyond the outermost it goes on with slope 1."""

    name: ClassVar[str] = "isotonic"
    raw: np.ndarray
    at: np.ndarray

    @classmethod
    def fit(cls, pooled: Pooled) -> Self:
        """Pool adjacent violators over groups with a few returns each."""
        raw, total, returned = _groups(pooled)
        rate = (returned + 0.5 * total / total.sum()) / (total + total / total.sum())
        rising = IsotonicRegression(y_min=1e-6, y_max=1 - 1e-6).fit_transform(raw, rate, sample_weight=total)
        block = np.concatenate([[0], np.cumsum(np.diff(rising) > 0)])
        weight = np.bincount(block, total)
        return cls(np.bincount(block, total * raw) / weight, logit(np.bincount(block, total * rising) / weight))

    def log_odds(self, raw: np.ndarray) -> np.ndarray:
        """See `Curve`."""
        inside = np.interp(raw, self.raw, self.at)
        return inside + np.minimum(raw - self.raw[0], 0.0) + np.maximum(raw - self.raw[-1], 0.0)

    def to_dict(self) -> dict[str, Any]:
        """See `Curve`."""
        return {"raw": list(self.raw), "log_odds": list(self.at)}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """What `to_dict` gave."""
        return cls(np.array(content["raw"], dtype="float64"), np.array(content["log_odds"], dtype="float64"))


CURVES: Mapping[str, Any] = {curve.name: curve for curve in (Logistic, Beta, Isotonic)}


def _ends(raw: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """ln p and -ln(1 - p) of p = expit(raw), without overflow; their sum is `raw`."""
    return -np.logaddexp(0.0, -raw), np.logaddexp(0.0, raw)


def _newton(columns: np.ndarray, offset: np.ndarray, pooled: Pooled) -> np.ndarray:
    """Coefficients (intercept first) on top of `offset`, weighted logistic likelihood, slopes drawn to zero."""
    design = np.column_stack([np.ones(len(columns)), columns])
    pull = np.diag([1e-9] + [PULL] * columns.shape[1])
    found = np.zeros(design.shape[1])
    for _ in range(STEPS):
        p = expit(offset + design @ found)
        gradient = design.T @ (pooled.returned - pooled.total * p) - pull @ found
        bend = (design * (pooled.total * p * (1 - p))[:, None]).T @ design + pull
        step = np.linalg.solve(bend, gradient)
        found = found + step * min(1.0, 2.0 / max(np.abs(step).max(), 1e-12))
        if np.abs(step).max() < 1e-10:
            break
    return found


def _groups(pooled: Pooled) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Neighbouring cells joined until each group has LEAST_RETURNS returns (the last may have fewer)."""
    running = np.floor(np.cumsum(pooled.returned) / LEAST_RETURNS)
    group = np.concatenate([[0], np.cumsum(np.diff(running) > 0)])
    total = np.bincount(group, pooled.total)
    raw = np.bincount(group, pooled.total * pooled.raw) / total
    return raw, total, np.bincount(group, pooled.returned)
