"""Calibration by group: the formerly poor have a curve of their own where enough of them returned to fit one.

Return and entry are different events, reported apart everywhere: a household that has been poor lives nearer
the line and its income moves more, so the same raw score means another rate. One curve for all is fitted to
the many who never were poor and promises the others too much at its upper end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd

from models.calibration import Calibration, fit_calibration
from models.learning_set import LearningSet

GROUP = "formerly_poor"
LEAST_RETURNS = 200  # with fewer returns of its own a group's curve would follow chance


@dataclass(frozen=True)
class Calibrations:
    """The usual curve and, if it has one, that of the formerly poor (then the usual is everybody else's)."""

    usual: Calibration
    formerly_poor: Calibration | None = None

    @property
    def kind(self) -> str:
        """The shapes in words, for the model's card."""
        return self.usual.kind + (f"; formerly poor: {self.formerly_poor.kind}" if self.formerly_poor else "")

    def probability(self, raw: np.ndarray, matrix: pd.DataFrame) -> np.ndarray:
        """Probability of a return per row; within a group it never falls as `raw` rises."""
        return self._each(raw, matrix, lambda curve, some: curve.probability(some)[None])[0]

    def interval(self, raw: np.ndarray, matrix: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """The bounds (low, high) of the 80 % interval of the rate; see `models.calibration`."""
        low, high = self._each(raw, matrix, lambda curve, some: np.stack(curve.interval(some)))
        return low, high

    def _each(
        self, raw: np.ndarray, matrix: pd.DataFrame, said: Callable[[Calibration, np.ndarray], np.ndarray]
    ) -> np.ndarray:
        found = said(self.usual, raw)
        if self.formerly_poor is not None:
            apart = formerly_poor(matrix)
            found[:, apart] = said(self.formerly_poor, raw[apart])
        return found

    def to_dict(self) -> dict[str, Any]:
        """As JSON-able numbers; floats survive a round trip bit by bit."""
        own = self.formerly_poor.to_dict() if self.formerly_poor else None
        return {"usual": self.usual.to_dict(), GROUP: own}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """What `to_dict` gave."""
        own = content[GROUP]
        return cls(Calibration.from_dict(content["usual"]), Calibration.from_dict(own) if own else None)


def fit_calibrations(raw: np.ndarray, learning: LearningSet, seed: int) -> Calibrations:
    """Calibrate `raw` (one per row of `learning`), the formerly poor apart if both groups have LEAST_RETURNS.

    Raises EmptyPopulationError if nobody, or everybody, returned.
    """
    apart = formerly_poor(learning.matrix)
    returned = [float(learning.outcome[rows].sum()) for rows in (apart, ~apart)]
    if min(returned) < LEAST_RETURNS:
        return Calibrations(fit_calibration(raw, learning, seed))
    usual, own = (fit_calibration(raw[rows], learning.where(rows), seed) for rows in (~apart, apart))
    return Calibrations(usual, own)


def formerly_poor(matrix: pd.DataFrame) -> np.ndarray:
    """Which rows are known to have been poor before (bool); who is not known counts among the usual."""
    if GROUP not in matrix:
        return np.zeros(len(matrix), dtype=bool)
    return matrix[GROUP].eq(1).to_numpy(dtype=bool)
