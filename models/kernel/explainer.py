"""Contributions and raw scores of any LightGBM model with one output, by the fastest walk that is there.

explainer = Explainer.of(booster)                  # or Explainer(booster.model_to_string())
values = explainer.contributions(matrix)           # (rows, features), float64
raw = explainer.base + values.sum(axis=1)          # equals booster.predict(matrix, raw_score=True)
five = explainer.strongest(matrix, 5)              # columns, contributions and raw score; the rest is not kept
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Strongest:
    """What moves each row most: columns of the matrix and contributions, strongest first, and the raw score."""

    columns: np.ndarray
    contributions: np.ndarray
    raw: np.ndarray


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
        self.run = _walk(self.walk, programs(model, precision), model.features, precision)

    @classmethod
    def of(cls, booster: "lightgbm.Booster", **options: Any) -> Self:
        """The explainer of a fitted booster (its best iteration, where it stopped early)."""
        return cls(booster.model_to_string(), **options)

    def contributions(self, matrix: np.ndarray) -> np.ndarray:
        """What each feature adds to each row's raw score; float64 of the matrix's shape (rows, features).

        NaN is unknown. Categories are their codes, as LightGBM has them. Raises ValueError for another width.
        """
        matrix = self._checked(matrix)
        out = np.empty(matrix.shape)
        if self.threads == 1 or len(matrix) <= ROWS_PER_TASK:
            self.run(matrix, 0, len(matrix), out)
        else:
            self._in_parts(len(matrix), lambda begin, end: self.run(matrix, begin, end, out))
        return out

    def strongest(self, matrix: np.ndarray, most: int = 5, *, raising: bool = True) -> Strongest:
        """The `most` largest contributions of each row (the smallest, if not `raising`) without keeping the others.

        Arrays of (rows, most), int32 and float64. `raw` comes for nothing.
        """
        matrix = self._checked(matrix)
        most = min(most, self.features)
        found = Strongest(
            np.empty((len(matrix), most), "int32"), np.empty((len(matrix), most)), np.empty(len(matrix), "float64")
        )

        def part(begin: int, end: int) -> None:
            values = np.empty((end - begin, self.features))
            self.run(matrix[begin:end], 0, end - begin, values)
            found.raw[begin:end] = self.base + values.sum(axis=1)
            found.columns[begin:end] = _largest(values if raising else -values, most)
            found.contributions[begin:end] = np.take_along_axis(values, found.columns[begin:end], axis=1)

        self._in_parts(len(matrix), part)
        return found

    def _checked(self, matrix: np.ndarray) -> np.ndarray:
        matrix = np.ascontiguousarray(matrix, dtype="float64")
        if matrix.ndim != 2 or matrix.shape[1] != self.features:
            raise ValueError(f"contributions: the model has {self.features} features, the matrix {matrix.shape}")
        return matrix

    def _in_parts(self, rows: int, part: Callable[[int, int], None]) -> None:
        starts = range(0, rows, ROWS_PER_TASK)
        with ThreadPoolExecutor(self.threads) as pool:
            list(pool.map(part, starts, [min(start + ROWS_PER_TASK, rows) for start in starts]))


def _largest(values: np.ndarray, most: int) -> np.ndarray:
    """The columns of each row's `most` largest values, largest first."""
    if most < values.shape[1]:
        some = np.sort(np.argpartition(-values, most - 1, axis=1)[:, :most], axis=1)
    else:
        some = np.broadcast_to(np.arange(most), values.shape)
    order = np.argsort(-np.take_along_axis(values, some, axis=1), axis=1, kind="stable")
    return np.take_along_axis(some, order, axis=1)


def _walk(walk: str, made: Sequence[Program], features: int, precision: str) -> Walk:
    if walk == COMPILED:
        return compiled.CompiledWalk(made, features, precision)
    from models.kernel.numba_walk import NumbaWalk  # seconds to import: only where it is needed

    return NumbaWalk(made, precision)


def available() -> str:
    """The walk that is used where none is asked for."""
    return COMPILED if compiled.library() else NUMBA


def description() -> str:
    """What explains here, in words for a report."""
    if available() == COMPILED:
        return f"compiled, registers of {compiled.register_bits()} bits"
    return "numba (no compiled walk of this version: it is built at installation where a compiler is present)"
