"""Rows in the order of a ranking, with ties kept together, so that no metric depends on how ties fall."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import numpy as np

HEADROOM, SPARE = 3.0, 60


def not_said() -> np.ndarray:
    """What stands for something that was not said: an array of no rows."""
    return np.empty(0)


@dataclass(frozen=True)
class Ranked:
    """An order of rows, first to visit first: `group` (n,) numbers each row's group of ties from 0."""

    group: np.ndarray
    groups: int

    @classmethod
    def by(cls, ranking: np.ndarray) -> Self:
        """Rows by falling `ranking` (n,); unknown (NaN) comes last."""
        known = np.where(np.isnan(ranking), -np.inf, ranking)
        values, rising = np.unique(known, return_inverse=True)
        return cls(len(values) - 1 - rising, len(values))

    @classmethod
    def in_parts(cls, values: np.ndarray, parts: int) -> Self:
        """Rows by rising `values` (n,) in at most `parts` parts of nearly equal size."""
        place = np.empty(len(values), dtype=np.intp)
        place[np.argsort(values, kind="stable")] = np.arange(len(values))
        group = np.unique(place * parts // max(1, len(values)), return_inverse=True)[1]
        return cls(group, int(group.max(initial=-1)) + 1)

    def totals(self, values: np.ndarray) -> np.ndarray:
        """Sums of `values` (r, n) per group of ties, in order: (r, groups)."""
        return np.stack([np.bincount(self.group, row, self.groups) for row in values])

    def head(self, rows: float) -> np.ndarray:
        """The rows (numbers) of the first groups that together hold at least `rows` rows."""
        sizes = np.cumsum(np.bincount(self.group, minlength=self.groups))
        return np.flatnonzero(self.group <= np.searchsorted(sizes, rows))


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

    def falls_and_rows(self, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Weights of those that fell, and of all, per group of ties: (r, groups) each."""
        fell = np.flatnonzero(self.outcome)
        falls = Ranked(self.ranked.group[fell], self.ranked.groups).totals(weight[:, fell])
        return falls, self.ranked.totals(weight)

    @cached_property
    def tops(self) -> list[tuple[np.ndarray, Ranked, float]]:
        """Per date: the rows among which the list surely lies, their order, and the list's length.

        A redraw leaves some rows out and counts others twice; `HEADROOM` times the list's length and
        `SPARE` rows more hold it in any draw that will ever be seen.
        """
        found = []
        for number, length in enumerate(self.length):
            rows = np.flatnonzero(self.date == number)
            if len(rows):
                top = Ranked.by(self.ranking[rows]).head(HEADROOM * float(length) + SPARE)
                found.append((rows[top], Ranked.by(self.ranking[rows[top]]), float(length)))
        return found

    def listed(self, values: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Sum over the listed rows of all dates of `values` (n,) times `weight` (r, n): (r,).

        A group of ties that only partly fits on the list counts for the part that fits: what a
        random order among equals gives on average.
        """
        found = np.zeros(len(weight))
        for rows, ranked, length in self.tops:
            here = weight[:, rows]
            totals = ranked.totals(here)
            before = np.cumsum(totals, axis=1) - totals
            share = np.clip(length - before, 0, totals) / np.where(totals > 0, totals, 1)
            found += (share * ranked.totals(here * values[rows])).sum(axis=1)
        return found


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """above / below, NaN where there is nothing below."""
    return np.divide(above, below, out=np.full(np.shape(above), np.nan), where=np.asarray(below) > 0)
