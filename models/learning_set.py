"""What a model learns from: vectors in the models' units, the outcome that followed, and whose they were."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from features.errors import EmptyPopulationError


@dataclass(frozen=True)
class LearningSet:
    """Households on dates, row by row.

    `matrix`: the vector in the models' units (`features.vector.model_matrix`), float64, NaN = UNKNOWN;
    columns that are no declared feature are ignored by the models. `outcome`: float64, 1/0 for the return
    risk, 0..100 points for the poverty index. `weight`: float64, > 0, what a row counts. `household`,
    `village`: object, who and where: rows of one household are never independent. `as_of`: datetime64,
    the date of the vector. All have one entry per row of `matrix`; raises ValueError otherwise.
    """

    matrix: pd.DataFrame
    outcome: np.ndarray
    weight: np.ndarray
    household: np.ndarray
    village: np.ndarray
    as_of: np.ndarray

    def __post_init__(self) -> None:
        for name in ("outcome", "weight", "household", "village", "as_of"):
            if len(getattr(self, name)) != len(self.matrix):
                raise ValueError(f"learning set: {name} has {len(getattr(self, name))} rows, matrix {len(self.matrix)}")
        if np.isnan(self.outcome).any():
            raise ValueError("learning set: an outcome is unknown; leave such rows out before learning")

    def __len__(self) -> int:
        return len(self.matrix)

    def where(self, mask: np.ndarray) -> Self:
        """The rows where `mask` (bool, one per row) holds."""
        keep = np.asarray(mask, dtype=bool)
        return type(self)(
            matrix=self.matrix.loc[keep].reset_index(drop=True),
            outcome=self.outcome[keep],
            weight=self.weight[keep],
            household=self.household[keep],
            village=self.village[keep],
            as_of=self.as_of[keep],
        )

    def with_rows(self, other: Self) -> Self:
        """These rows and then those of `other`, whose matrix has the same columns."""
        return type(self)(
            matrix=pd.concat([self.matrix, other.matrix], ignore_index=True),
            outcome=np.concatenate([self.outcome, other.outcome]),
            weight=np.concatenate([self.weight, other.weight]),
            household=np.concatenate([self.household, other.household]),
            village=np.concatenate([self.village, other.village]),
            as_of=np.concatenate([self.as_of, other.as_of]),
        )

    def check_learnable(self, what: str) -> None:
        """Raise EmptyPopulationError if there is no row, or only one outcome, to learn `what` from."""
        if not len(self):
            raise EmptyPopulationError(f"{what}: no household to learn from; widen the dates or load more records")
        if np.ptp(self.outcome) == 0:
            raise EmptyPopulationError(
                f"{what}: all {len(self)} rows have the same outcome, nothing can be learnt; widen the dates"
            )
