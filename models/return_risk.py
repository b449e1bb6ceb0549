"""The return risk: a calibrated probability of falling back into poverty within the horizon."""

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
from models.calibrations import Calibrations, fit_calibrations
from models.contributions import contributions, explainer
from models.kernel.explainer import Explainer
from models.learning_set import LearningSet
from models.parameters import Parameters

TREES = "return_risk.txt"
CALIBRATION = "return_risk.json"
FILES = (TREES, CALIBRATION)


@dataclass(frozen=True)
class ReturnRisk:
    """Boosted trees that never contradict a declared direction, and the calibration of their raw score.

    Matrices are in the models' units; columns beyond `names` are ignored, missing ones are UNKNOWN.
    """

    booster: lgb.Booster
    calibration: Calibrations
    names: tuple[str, ...]

    @classmethod
    def fit(cls, train: LearningSet, calibrate: LearningSet, parameters: Parameters, seed: int) -> Self:
        """Grow the trees on `train` and calibrate them on `calibrate`, a later period with other households.

        Outcomes are 1 (returned) or 0. Raises EmptyPopulationError where there is nothing to learn.
        """
        booster, names = grown(train, parameters, seed)
        raw = trees.raw_score(booster, calibrate.matrix, names)
        return cls(booster, fit_calibrations(raw, calibrate, seed), names)

    def raw(self, matrix: pd.DataFrame) -> np.ndarray:
        """The raw score (log odds before calibration), float64, one per row."""
        return trees.raw_score(self.booster, matrix, self.names)

    def probability(self, matrix: pd.DataFrame) -> np.ndarray:
        """Probability (0..1) of a return within the horizon."""
        return self.calibration.probability(self.raw(matrix), matrix)

    def interval(self, matrix: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """The 80 % interval (low, high) of the rate at this raw score; see `models.calibration`."""
        return self.calibration.interval(self.raw(matrix), matrix)

    def estimate(self, matrix: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Probability and interval (low, high) of each row: the trees are walked once."""
        raw = self.raw(matrix)
        return self.calibration.probability(raw, matrix), *self.calibration.interval(raw, matrix)

    def contributions(self, matrix: pd.DataFrame) -> tuple[pd.DataFrame, float]:
        """What each feature adds to the raw score, and the base; exact and additive."""
        return contributions(self._explainer, matrix, self.names)

    @cached_property
    def _explainer(self) -> Explainer:
        return explainer(self.booster)

    def files(self) -> dict[str, str]:
        """The model as text by file name: LightGBM text and JSON."""
        calibration = json.dumps(self.calibration.to_dict(), indent=1, sort_keys=True)
        return {TREES: self.booster.model_to_string(), CALIBRATION: calibration}

    def save(self, folder: Path) -> None:
        """Write `files` into `folder`, which must exist."""
        trees.write(self.files(), folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What `save` wrote; raises ModelFileError for a missing or foreign file."""
        booster = trees.read(folder / TREES)
        return cls(booster, read_calibration(folder / CALIBRATION), tuple(booster.feature_name()))


def regrown(fitted: ReturnRisk, learning: LearningSet, parameters: Parameters, seed: int) -> ReturnRisk:
    """The same calibration on trees grown once more, from `learning`."""
    booster, names = grown(learning, parameters, seed)
    return ReturnRisk(booster, fitted.calibration, names)


def grown(train: LearningSet, parameters: Parameters, seed: int) -> tuple[lgb.Booster, tuple[str, ...]]:
    """The trees of a return risk, not calibrated, and the features they may use."""
    train.check_learnable("return risk")
    names = trees.usable(train.matrix)
    objective: dict[str, object] = {"objective": "binary"}
    return trees.grow(train, names, objective, parameters, seed, trees.directions(names, 1)), names


def read_calibration(path: Path) -> Calibrations:
    """The calibration from its JSON file."""
    try:
        return Calibrations.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError):
        raise ModelFileError(
            f"trained model: {path.name} is missing or not a calibration; restore the folder"
        ) from None
