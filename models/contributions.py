"""Exact, additive contributions of each feature to a raw score (path-dependent SHAP values).

Computed by `models.kernel`, 100 to 300 times faster than LightGBM's own `pred_contrib`, to which its tests
hold it. Models that have no such contributions (linear trees, several outputs) are refused in a sentence.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import lightgbm as lgb
import numpy as np
import pandas as pd

from features.engine import THREADS
from features.feature import features
from models.kernel.explainer import Explainer
from models.trees import rows

if TYPE_CHECKING:
    import shap

LARGEST_ERROR = 1e-9


class Explained(Protocol):
    """A model whose raw score is a sum of contributions."""

    def raw(self, matrix: pd.DataFrame) -> np.ndarray:
        """The raw score of each row."""

    def contributions(self, matrix: pd.DataFrame) -> tuple[pd.DataFrame, float]:
        """What each feature adds to it, and the base."""


def explainer(booster: lgb.Booster) -> Explainer:
    """What explains the rows of one model, in float64; made once per model, since it reads every tree."""
    return Explainer.of(booster, threads=THREADS)


def contributions(explainer: Explainer, matrix: pd.DataFrame, names: Sequence[str]) -> tuple[pd.DataFrame, float]:
    """What each feature adds to each row's raw score, and the base they start from.

    The frame is float64, one column per name, on the index of `matrix`; base + row sum = raw score.
    """
    values = explainer.contributions(rows(matrix, names))
    return pd.DataFrame(values, index=matrix.index, columns=list(names)), explainer.base


def largest_error(model: Explained, matrix: pd.DataFrame) -> float:
    """The largest distance between a raw score and base + contributions; at most LARGEST_ERROR if exact."""
    values, base = model.contributions(matrix)
    difference = values.sum(axis=1).to_numpy() + base - model.raw(matrix)
    return float(np.abs(difference).max(initial=0.0))


def as_explanation(values: pd.DataFrame, base: float, matrix: pd.DataFrame, language: str = "en") -> "shap.Explanation":
    """The contributions as `shap.Explanation`, for whoever wants shap's plots; names are the features' labels."""
    import shap

    names = [features()[n].label.of(language) for n in values.columns]
    return shap.Explanation(
        values=values.to_numpy(),
        base_values=np.full(len(values), base),
        data=rows(matrix, list(values.columns)),
        feature_names=names,
    )
