"""Boosted trees held to the declared directions: the one place where LightGBM is grown and read back."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import lightgbm as lgb
import numpy as np
import pandas as pd

from features.engine import THREADS
from features.errors import EmptyPopulationError, ModelFileError
from features.feature import features, learnable
from models.learning_set import LearningSet
from models.parameters import Parameters

ROWS_FOR_THREADS = 40_000  # with fewer, threads cost more than they save: two took twice as long on 5,000 rows


def usable(matrix: pd.DataFrame) -> tuple[str, ...]:
    """The features in `matrix` that a model may learn from and that are ever known, in the vector's order."""
    names = tuple(n for n in learnable() if n in matrix and matrix[n].notna().any())
    if not names:
        raise EmptyPopulationError("no feature is known for any row: check what the source covers")
    return names


def directions(names: Sequence[str], sign: int) -> list[int]:
    """LightGBM's monotone constraints: +1 where a higher value raises what is learnt.

    `sign` is 1 for the return risk and -1 for the poverty index, where higher is better off.
    """
    return [sign * features()[n].direction.value for n in names]


def grow(
    learning: LearningSet,
    names: Sequence[str],
    objective: dict[str, object],
    parameters: Parameters,
    seed: int,
    constraints: list[int] | None = None,
) -> lgb.Booster:
    """Fit boosted trees of `names` to the outcome; repeatable for a seed."""
    settings = parameters.as_lightgbm(seed) | objective
    if len(learning) < ROWS_FOR_THREADS:
        settings |= {"num_threads": 1}
    if constraints is not None:
        # "intermediate" was seen to break a direction (as in LightGBM issues 5358, 6155) and gains nothing here
        settings |= {"monotone_constraints": constraints, "monotone_constraints_method": "basic"}
    table = lgb.Dataset(
        rows(learning.matrix, names),
        label=learning.outcome,
        weight=learning.weight,
        feature_name=list(names),
        params={"verbosity": -1, "max_bin": 255, "feature_pre_filter": False},
    )
    return lgb.train(settings, table, num_boost_round=parameters.trees)


def rows(matrix: pd.DataFrame, names: Sequence[str]) -> np.ndarray:
    """The columns `names` as a float64 array (rows, names); a column the matrix lacks is UNKNOWN."""
    return matrix.reindex(columns=list(names)).to_numpy(dtype="float64")


def raw_score(booster: lgb.Booster, matrix: pd.DataFrame, names: Sequence[str]) -> np.ndarray:
    """The model's raw score per row, float64; an empty matrix gives an empty array."""
    if not len(matrix):
        return np.empty(0)
    return np.asarray(booster.predict(rows(matrix, names), raw_score=True, num_threads=THREADS), dtype="float64")


def gains(booster: lgb.Booster) -> dict[str, float]:
    """How much each feature mattered in fitting: its share of the total gain (sums to 1, or all 0)."""
    gain = booster.feature_importance("gain").astype("float64")
    total = gain.sum() or 1.0
    return dict(zip(booster.feature_name(), gain / total, strict=True))


def write(files: Mapping[str, str], folder: Path) -> None:
    """Write each text under its name; LightGBM text read back predicts the same bits."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def read(path: Path) -> lgb.Booster:
    """The model written by `write`; raises ModelFileError if it is not there or not a model."""
    if not path.exists():
        raise ModelFileError(f"trained model: {path.name} is missing; train again or restore the folder")
    try:
        return lgb.Booster(model_str=path.read_text(encoding="utf-8"))
    except (lgb.basic.LightGBMError, UnicodeDecodeError):
        raise ModelFileError(f"trained model: {path.name} is not a LightGBM text model; restore the folder") from None
