"""Exact, additive contributions of each feature to a raw score (path-dependent SHAP values)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import lightgbm as lgb
import numpy as np
import pandas as pd

from features.engine import THREADS
from features.feature import features
from features.progress import track
from models.trees import raw_score, rows

if TYPE_CHECKING:
    import shap

ROWS_AT_ONCE = 2_000
LARGEST_ERROR = 1e-9


def contributions(
    booster: lgb.Booster, matrix: pd.DataFrame, names: Sequence[str], words: str = "contributions"
) -> tuple[pd.DataFrame, float]:
    """What each feature adds to each row's raw score, and the base they start from.

    The frame is float64, one column per name, on the index of `matrix`; base + row sum = raw score.
    """
    # The base is the same for every row; one row of unknowns tells it even for an empty matrix.
    base = float(np.asarray(booster.predict(np.full((1, len(names)), np.nan), pred_contrib=True))[0, -1])
    parts = [np.empty((0, len(names)))]
    for start in track(range(0, len(matrix), ROWS_AT_ONCE), words):
        some = rows(matrix.iloc[start : start + ROWS_AT_ONCE], names)
        parts.append(np.asarray(booster.predict(some, pred_contrib=True, num_threads=THREADS))[:, :-1])
    return pd.DataFrame(np.concatenate(parts), index=matrix.index, columns=list(names)), base


def largest_error(booster: lgb.Booster, matrix: pd.DataFrame, names: Sequence[str]) -> float:
    """The largest distance between a raw score and base + contributions; at most LARGEST_ERROR if exact."""
    values, base = contributions(booster, matrix, names)
    difference = values.sum(axis=1).to_numpy() + base - raw_score(booster, matrix, names)
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
