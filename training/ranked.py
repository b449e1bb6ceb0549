"""Rows in the order of a ranking, with ties kept together, so that no metric depends on how ties fall."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import numpy as np


def not_said() -> np.ndarray:
    """What stands for something that was not said: an array of no rows."""
    return np.empty(0)


@dataclass(frozen=True)
class Ranked:
    """An order of rows, first to visit first: `order` (n,) and `starts`, where each group of ties begins."""

    order: np.ndarray
    starts: np.ndarray

    @classmethod
    def by(cls, ranking: np.ndarray) -> Self:
        """Rows by falling `ranking` (n,); unknown (NaN) comes last."""
        known = np.where(np.isnan(ranking), -np.inf, ranking)
        order = np.argsort(-known, kind="stable")
        changes = np.flatnonzero(np.diff(known[order])) + 1
        return cls(order, np.concatenate([[0], changes]).astype(np.intp))

    @classmethod
    def in_parts(cls, values: np.ndarray, parts: int) -> Self:
        """Rows by rising `values` (n,) in at most `parts` parts of nearly equal size."""
        cuts = np.linspace(0, len(values), parts + 1).astype(np.intp)[:-1]
        return cls(np.argsort(values, kind="stable"), np.unique(cuts))

    def totals(self, values: np.ndarray) -> np.ndarray:
        """Sums of `values` (r, n) per group of ties, in order: (r, groups)."""
        return np.add.reduceat(values[:, self.order], self.starts, axis=1)


@dataclass(frozen=True)
class Predictions:
    """What was said of some rows and what came of it; every array is of length n, in the same order.

    `ranking`: higher is visited first. What was not said is empty. For the
    poverty index, `ranking` is the predicted index and `low`, `high` its interval. `date` numbers
    the as-of date of each row and `length[date]` is how many rows are visited on that date.
    """

    outcome: np.ndarray
    ranking: np.ndarray
    probability: np.ndarray = field(default_factory=not_said)
    low: np.ndarray = field(default_factory=not_said)
    high: np.ndarray = field(default_factory=not_said)
    date: np.ndarray = field(default_factory=not_said)
    length: np.ndarray = field(default_factory=not_said)

    @cached_property
    def ranked(self) -> Ranked:
        """All rows by ranking."""
        return Ranked.by(self.ranking)

    @cached_property
    def by_date(self) -> list[tuple[np.ndarray, Ranked, float]]:
        """Per date: its rows, their order, and the length of the list."""
        found = []
        for number, length in enumerate(self.length):
            rows = np.flatnonzero(self.date == number)
            if len(rows):
                found.append((rows, Ranked.by(self.ranking[rows]), float(length)))
        return found

    def listed(self, values: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Sum over the listed rows of all dates of `values` (n,) times `weight` (r, n): (r,).

        A group of ties that only partly fits on the list counts for the part that fits: what a
        random order among equals gives on average.
        """
        found = np.zeros(len(weight))
        for rows, ranked, length in self.by_date:
            here = weight[:, rows]
            totals = ranked.totals(here)
            before = np.cumsum(totals, axis=1) - totals
            share = np.clip(length - before, 0, totals) / np.where(totals > 0, totals, 1)
            found += (share * ranked.totals(here * values[rows])).sum(axis=1)
        return found


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """above / below, NaN where there is nothing below."""
    return np.divide(above, below, out=np.full(np.shape(above), np.nan), where=np.asarray(below) > 0)
