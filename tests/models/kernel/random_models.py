"""Random LightGBM models over awkward rows: unknown values, zeros that mean unknown, categories, constants."""

from collections.abc import Iterator

import lightgbm as lgb
import numpy as np

ROWS, ASKED = 400, 70


def rows(draw: np.random.Generator, features: int, categorical: list[int]) -> np.ndarray:
    """Numbers of all sizes with unknowns, zeros and ties; integers in the categorical columns."""
    matrix = draw.normal(size=(ROWS, features)) * 10.0 ** draw.integers(-3, 6, features)
    matrix[:, :: draw.integers(2, 5)] = np.round(matrix[:, :: draw.integers(2, 5)][:, :1], 1)
    for column in categorical:
        matrix[:, column] = draw.integers(0, draw.integers(3, 90), ROWS)
    matrix[draw.random(matrix.shape) < draw.uniform(0, 0.3)] = np.nan
    matrix[draw.random(matrix.shape) < draw.uniform(0, 0.3)] = 0.0
    return matrix


def strange(matrix: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """Rows to explain: some of the rows learnt from, and values that no training saw."""
    asked = matrix[draw.integers(0, len(matrix), ASKED)].copy()
    for value in (np.nan, np.inf, -np.inf, 1e-36, -1e-36, -0.0, -1.0, 1e300, 3e9, 0.5, 200.0):
        asked[draw.random(asked.shape) < 0.02] = value
    return asked


def random_model(seed: int) -> tuple[lgb.Booster, np.ndarray]:
    """A small model of random shape, and rows to explain with it."""
    draw = np.random.default_rng(seed)
    features = int(draw.integers(1, 14))
    categorical = [int(c) for c in np.flatnonzero(draw.random(features) < draw.choice([0, 0.3]))]
    matrix = rows(draw, features, categorical)
    outcome = np.nan_to_num(matrix[:, 0]) / (1 + np.nanstd(matrix[:, 0])) + draw.normal(size=ROWS)
    settings = {
        "objective": draw.choice(["regression", "binary", "quantile"]),
        "num_leaves": int(draw.choice([2, 3, 7, 31, 100])),
        "max_depth": int(draw.choice([-1, -1, 2, 5])),
        "min_data_in_leaf": int(draw.choice([1, 5, 40])),
        "min_sum_hessian_in_leaf": 0.0,
        "use_missing": bool(draw.random() < 0.8),
        "zero_as_missing": bool(draw.random() < 0.3),
        "bagging_fraction": 0.7,
        "bagging_freq": int(draw.integers(0, 2)),
        "extra_trees": bool(draw.random() < 0.3),
        "cat_smooth": 1.0,
        "min_data_per_group": 1,
        "num_threads": 1,
        "seed": seed,
        "verbosity": -1,
    }
    if settings["objective"] == "binary":
        outcome = (outcome > 0).astype(float)
    learnt = lgb.Dataset(matrix, outcome, categorical_feature=categorical, params={"verbosity": -1})
    return lgb.train(settings, learnt, int(draw.integers(1, 9))), strange(matrix, draw)


def random_models(count: int) -> Iterator[tuple[int, tuple[lgb.Booster, np.ndarray]]]:
    """The first so many, with their seeds."""
    return ((seed, random_model(seed)) for seed in range(count))
