"""What the poverty index must beat: the last assessment carried forward, and income relative to the line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.isotonic import IsotonicRegression

from features.text import Text
from models.bands import POOR_BELOW
from models.baselines import INCOME_NOW, POINTS, most_known
from models.learning_set import LearningSet

Predict = Callable[[pd.DataFrame], np.ndarray]
GROUPS = 50


@dataclass(frozen=True)
class FittedIndex:
    """A fitted baseline of the poverty index."""

    predict: Predict
    """The index, 0..100 points, one per row of a matrix in the models' units."""


@dataclass(frozen=True)
class IndexBaseline:
    """A baseline of the poverty index: its name in reports and how it is fitted."""

    name: str
    label: Text
    predictor: Callable[[LearningSet], Predict | None]

    def fit(self, train: LearningSet, seed: int) -> FittedIndex | None:
        """Fit, or None where the source has nothing for it."""
        predict = self.predictor(train)
        return None if predict is None else FittedIndex(predict)


def _carried_forward(train: LearningSet) -> Predict | None:
    """The last assessment; where a source has none, the last welfare: 60 points at the line, at most 100."""
    points, income = most_known(train.matrix, POINTS), most_known(train.matrix, INCOME_NOW)
    usual = float(np.median(train.outcome))
    if points is not None:
        return lambda matrix: _held(matrix[points].fillna(usual))
    if income is not None:
        return lambda matrix: _held((POOR_BELOW * matrix[income]).fillna(usual))
    return None


def _income_to_line(train: LearningSet) -> Predict | None:
    """What households with such an income had: medians of groups by income, made rising."""
    name = most_known(train.matrix, INCOME_NOW)
    if name is None:
        return None
    known = train.matrix[name].notna().to_numpy()
    income = np.arcsinh(train.matrix[name].to_numpy(dtype="float64"))
    group = pd.qcut(income[known], GROUPS, labels=False, duplicates="drop")
    grouped = pd.DataFrame({"income": income[known], "outcome": train.outcome[known]}).groupby(group)
    middle = grouped.median()
    rising = IsotonicRegression(out_of_bounds="clip")
    rising.fit(middle["income"], middle["outcome"], sample_weight=grouped.size())
    usual = float(np.median(income[known]))

    def predict(matrix: pd.DataFrame) -> np.ndarray:
        asked = np.arcsinh(matrix[name].to_numpy(dtype="float64"))
        return _held(rising.predict(np.where(np.isnan(asked), usual, asked)))

    return predict


def _held(points: pd.Series | np.ndarray) -> np.ndarray:
    return np.clip(np.asarray(points, dtype="float64"), 0.0, 100.0)


INDEX_BASELINES: Mapping[str, IndexBaseline] = {
    b.name: b
    for b in (
        IndexBaseline(
            "carried_forward", Text(zh="沿用上次评估", en="Last assessment carried forward"), _carried_forward
        ),
        IndexBaseline("income_to_line", Text(zh="收入与监测线之比", en="Income to the line"), _income_to_line),
    )
}
