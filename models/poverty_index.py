"""The poverty index (贫困指数): 0 to 100 points, higher is better off, with an 80 % interval."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import lightgbm as lgb
import numpy as np
import pandas as pd

from features.errors import ModelFileError
from models import trees
from models.conformal import correction
from models.contributions import contributions, explainer
from models.kernel.explainer import Explainer
from models.learning_set import LearningSet
from models.parameters import Parameters

COVERAGE = 0.80
MIDDLE, LOW, HIGH = "poverty_index.txt", "poverty_index_low.txt", "poverty_index_high.txt"
INTERVAL = "poverty_index.json"
FILES = (MIDDLE, LOW, HIGH, INTERVAL)
# Absolute error is what matters, but LightGBM cannot hold leaf medians to a direction; Huber's loss
# is absolute beyond this many points and can be.
HUBER_POINTS = 8.0


@dataclass(frozen=True)
class PovertyIndex:
    """Boosted trees for the index, two quantile models for its interval, and their conformal correction.

    Matrices are in the models' units; columns beyond `names` are ignored, missing ones are UNKNOWN.
    """

    booster: lgb.Booster
    low: lgb.Booster
    high: lgb.Booster
    correction: float
    names: tuple[str, ...]

    @classmethod
    def fit(cls, train: LearningSet, calibrate: LearningSet, parameters: Parameters, seed: int) -> Self:
        """Fit on `train` (outcomes in points, 0..100); correct the interval on `calibrate`, a later period.

        Raises EmptyPopulationError where there is nothing to learn.
        """
        calibrate.check_learnable("interval of the poverty index")
        booster, names = grown(train, parameters, seed)
        tail = (1 - COVERAGE) / 2
        low, high = (
            trees.grow(train, names, {"objective": "quantile", "alpha": q}, parameters, seed) for q in (tail, 1 - tail)
        )
        unproven = cls(booster, low, high, 0.0, names)
        bounds = unproven.interval(calibrate.matrix)
        return cls(booster, low, high, correction(calibrate.outcome, *bounds, COVERAGE), names)

    def raw(self, matrix: pd.DataFrame) -> np.ndarray:
        """The index before it is held to 0..100; what the contributions add up to."""
        return trees.raw_score(self.booster, matrix, self.names)

    def predict(self, matrix: pd.DataFrame) -> np.ndarray:
        """The index, 0..100 points, one per row."""
        return np.clip(self.raw(matrix), 0.0, 100.0)

    def interval(self, matrix: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """The bounds (low, high) between which 8 of 10 next assessments lie; they hold the index, 0..100."""
        return self.estimate(matrix)[1:]

    def estimate(self, matrix: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Index and interval (low, high) of each row: the trees of each of the three models are walked once."""
        index = self.predict(matrix)
        ends = np.sort([trees.raw_score(b, matrix, self.names) for b in (self.low, self.high)], axis=0)
        low, high = ends[0] - self.correction, ends[1] + self.correction
        return index, np.clip(np.minimum(low, index), 0.0, 100.0), np.clip(np.maximum(high, index), 0.0, 100.0)

    def contributions(self, matrix: pd.DataFrame) -> tuple[pd.DataFrame, float]:
        """What each feature adds to the raw index (negative: pulls it down), and the base."""
        return contributions(self._explainer, matrix, self.names)

    @cached_property
    def _explainer(self) -> Explainer:
        return explainer(self.booster)

    def files(self) -> dict[str, str]:
        """The model as text by file name: LightGBM text and JSON."""
        boosters = {MIDDLE: self.booster, LOW: self.low, HIGH: self.high}
        interval = json.dumps({"coverage": COVERAGE, "correction": self.correction}, indent=1, sort_keys=True)
        return {name: booster.model_to_string() for name, booster in boosters.items()} | {INTERVAL: interval}

    def save(self, folder: Path) -> None:
        """Write `files` into `folder`, which must exist."""
        trees.write(self.files(), folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What `save` wrote; raises ModelFileError for a missing or foreign file."""
        booster, low, high = (trees.read(folder / name) for name in (MIDDLE, LOW, HIGH))
        return cls(booster, low, high, _read_correction(folder / INTERVAL), tuple(booster.feature_name()))


def grown(train: LearningSet, parameters: Parameters, seed: int) -> tuple[lgb.Booster, tuple[str, ...]]:
    """The trees of the index itself, without its interval, and the features they may use."""
    train.check_learnable("poverty index")
    names = trees.usable(train.matrix)
    huber: dict[str, object] = {"objective": "huber", "alpha": HUBER_POINTS}
    return trees.grow(train, names, huber, parameters, seed, trees.directions(names, -1)), names


def _read_correction(path: Path) -> float:
    try:
        return float(json.loads(path.read_text(encoding="utf-8"))["correction"])
    except (OSError, KeyError, TypeError, ValueError):
        raise ModelFileError(f"trained model: {path.name} is missing or not an interval; restore the folder") from None
