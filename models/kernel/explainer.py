"""Contributions and raw scores of any LightGBM model with one output, by the fastest walk that is there.

explainer = Explainer.of(booster)                  # or Explainer(booster.model_to_string())
values = explainer.contributions(matrix)           # (rows, features), float64
raw = explainer.base + values.sum(axis=1)          # equals booster.predict(matrix, raw_score=True)
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol, Self

import numpy as np

from models.kernel import compiled
from models.kernel.model_text import read_model
from models.kernel.quadrature import Program, programs

if TYPE_CHECKING:
    import lightgbm

ROWS_PER_TASK = 1_024
COMPILED, NUMBA = "compiled", "numba"


class Walk(Protocol):
    """Writes the contributions of some rows of a matrix into an array of its shape."""

    def __call__(self, matrix: np.ndarray, begin: int, end: int, out: np.ndarray) -> None:
        """Rows `begin` to `end`; called from several threads at once, for different rows."""


class Explainer:
    """The trees of one model, ready to explain rows.

    `precision`: "f8" is additive to 1e-9 of the raw score, "f4" to 1e-5 at about twice the speed. `walk`:
    "compiled" or "numba"; None takes the compiled one where it was built. Raises ModelFileError for models
    without exact path-dependent contributions (linear trees, several outputs, nodes without row counts).
    """

    def __init__(self, text: str, *, precision: str = "f8", walk: str | None = None, threads: int = 1) -> None:
        model = read_model(text)
        self.base = sum(tree.expected for tree in model.trees)
        self.features = model.features
        self.threads = threads
        self.walk = walk or available()
        self.run = _walk(self.walk, programs(model, precision), precision)

    @classmethod
    def of(cls, booster: "lightgbm.Booster", **options: Any) -> Self:
        """The explainer of a fitted booster (its best iteration, where it stopped early)."""
        return cls(booster.model_to_string(), **options)

    def contributions(self, matrix: np.ndarray) -> np.ndarray:
        """What each feature adds to each row's raw score; float64 of the matrix's shape (rows, features).

        NaN is unknown. Categories are their codes, as LightGBM has them. Raises ValueError for another width.
        """
        matrix = np.ascontiguousarray(matrix, dtype="float64")
        if matrix.ndim != 2 or matrix.shape[1] != self.features:
            raise ValueError(f"contributions: the model has {self.features} features, the matrix {matrix.shape}")
        out = np.empty(matrix.shape)
        starts = range(0, len(matrix), ROWS_PER_TASK)
        ends = [min(start + ROWS_PER_TASK, len(matrix)) for start in starts]
        if self.threads == 1 or len(ends) < 2:
            self.run(matrix, 0, len(matrix), out)
        else:
            with ThreadPoolExecutor(self.threads) as pool:
                list(pool.map(lambda begin, end: self.run(matrix, begin, end, out), starts, ends))
        return out


def _walk(walk: str, made: Sequence[Program], precision: str) -> Walk:
    if walk == COMPILED:
        return compiled.CompiledWalk(made, precision)
    from models.kernel.numba_walk import NumbaWalk  # seconds to import: only where it is needed

    return NumbaWalk(made, precision)


def available() -> str:
    """The walk that is used where none is asked for."""
    return COMPILED if compiled.library() else NUMBA


def description() -> str:
    """What explains here, in words for a report."""
    if available() == COMPILED:
        return f"compiled, registers of {compiled.register_bits()} bits"
    return "numba (no compiler was present at installation)"
