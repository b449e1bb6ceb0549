"""Logistic regression as a fair opponent: unknowns imputed and flagged, money tamed, columns standardised."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

from models.learning_set import LearningSet

SPREAD = 8.0  # standardised values beyond this many deviations are held there


@dataclass(frozen=True)
class Prepared:
    """How columns become regressors: arcsinh, standardised, median for the unknown, and a flag that it was."""

    names: tuple[str, ...]
    median: np.ndarray
    mean: np.ndarray
    deviation: np.ndarray
    flagged: np.ndarray

    @classmethod
    def fit(cls, matrix: pd.DataFrame, names: Sequence[str]) -> Self:
        """Learn medians and spreads from the columns of `matrix` that are ever known."""
        known = tuple(n for n in names if n in matrix and matrix[n].notna().any())
        tamed = np.arcsinh(matrix[list(known)].to_numpy(dtype="float64"))
        median = np.nanmedian(tamed, axis=0)
        flagged = np.isnan(tamed).any(axis=0)
        filled = np.where(np.isnan(tamed), median, tamed)
        deviation = filled.std(axis=0)
        return cls(known, median, filled.mean(axis=0), np.where(deviation > 0, deviation, 1.0), flagged)

    def columns(self, matrix: pd.DataFrame) -> np.ndarray:
        """The regressors of each row."""
        tamed = np.arcsinh(matrix.reindex(columns=list(self.names)).to_numpy(dtype="float64"))
        unknown = np.isnan(tamed)
        standard = (np.where(unknown, self.median, tamed) - self.mean) / self.deviation
        return np.hstack([np.clip(standard, -SPREAD, SPREAD), unknown[:, self.flagged].astype("float64")])


@dataclass(frozen=True)
class Logistic:
    """A fitted logistic regression of some features."""

    prepared: Prepared
    coefficients: np.ndarray
    intercept: float

    @classmethod
    def fit(cls, train: LearningSet, names: Sequence[str], strength: float = 1.0) -> Self:
        """Fit with an L2 penalty of 1/`strength`."""
        prepared = Prepared.fit(train.matrix, names)
        regression = LogisticRegression(C=strength, max_iter=500)
        regression.fit(prepared.columns(train.matrix), train.outcome > 0.5, sample_weight=train.weight)
        return cls(prepared, regression.coef_[0], float(regression.intercept_[0]))

    def log_odds(self, matrix: pd.DataFrame) -> np.ndarray:
        """Log odds of a return, one per row."""
        return self.prepared.columns(matrix) @ self.coefficients + self.intercept
