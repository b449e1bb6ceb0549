"""One feature's spread now, against what the model learnt from and against the same season of last year."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from features.feature import Feature, Over, features
from features.table import Subject, table
from monitoring.spread import LEAST_ROWS, Spread, distance, shift
from monitoring.week import Week

MUCH = 0.25  # of the stability index
FAR = 0.1  # standard deviations
SOURCE = (
    "Siddiqi 2006, Credit Risk Scorecards: an index above 0.25 is a major shift; "
    "Evidently's default for large samples: a Wasserstein distance of 0.1 standard deviations"
)
SPANS = {"years": 365.25, "days": 1.0}  # days in a unit of a span of time


@dataclass(frozen=True)
class Distance:
    """How far a column lies from one reference: the index (how many moved) and the shift (how far)."""

    index: float
    shift: float | None

    @property
    def large(self) -> bool:
        """Many moved, and far."""
        return self.index >= MUCH and (self.shift is None or self.shift >= FAR)


@dataclass(frozen=True)
class Moved:
    """One feature's distances; None where they cannot be measured."""

    name: str
    n: int
    since_training: Distance | None
    since_last_year: Distance | None
    since_last_quarter: Distance | None = None
    ages: bool = False  # it is a span of time, and has only grown with the calendar

    @property
    def much(self) -> bool:
        """Far from both: neither what was learnt nor what the season brings."""
        return self.far_from_training and self.since_last_year is not None and self.since_last_year.large

    @property
    def seasonless(self) -> bool:
        """Far from what was learnt, and no season of last year is on file that could say whether that is usual."""
        return self.far_from_training and self.since_last_year is None

    @property
    def slow(self) -> bool:
        """A trend of years: in the last quarter it moved too little to be news."""
        moved = None if self.since_last_quarter is None else self.since_last_quarter.shift
        return moved is not None and moved < FAR

    @property
    def far_from_training(self) -> bool:
        """Far from what the model learnt from, whatever the season."""
        return self.since_training is not None and self.since_training.large

    @property
    def least(self) -> float | None:
        """The smaller of the two indices, which is what an alarm rests on."""
        known = [d.index for d in (self.since_training, self.since_last_year) if d is not None]
        return min(known) if self.since_training is not None else None


def moved(week: Week) -> list[Moved]:
    """Every feature that the model in use reads."""
    names = [n for n in week.reference if n in week.matrix]
    return [_of(week, name, week.matrix[name].to_numpy("float64")) for name in names]


def _of(week: Week, name: str, column: np.ndarray) -> Moved:
    last_year, last_quarter = week.reference_a_year_ago, week.reference_a_quarter_ago
    n = int((~np.isnan(column)).sum())
    if about_areas(features()[name]) and len(np.unique(column[~np.isnan(column)])) < LEAST_ROWS:
        return Moved(name, n, None, None)  # some dozens of areas, however many households live in them
    return Moved(
        name=name,
        n=n,
        since_training=between(week.reference[name], column),
        since_last_year=None if last_year is None else between(last_year[name], column),
        since_last_quarter=None if last_quarter is None else between(last_quarter[name], column),
        ages=_ages(week, name, column),
    )


def between(spread: Spread, column: np.ndarray) -> Distance | None:
    """The distance of `column` from a reference spread; None with too few known values."""
    index = distance(spread, column)
    return None if index is None else Distance(index, shift(spread, column))


def _ages(week: Week, name: str, column: np.ndarray) -> bool:
    """Whether a span of time has grown by no more than the calendar since the model learnt."""
    learnt = week.manifest["trained_on"].get("teach", [])
    median, a_unit = week.reference[name]["median"], SPANS.get(features()[name].unit)
    if a_unit is None or not learnt or median is None or np.isnan(column).all():
        return False
    passed = (week.as_of - date.fromisoformat(min(learnt))).days / a_unit
    return 0 <= float(np.nanmedian(column)) - median <= passed + 1.0  # whole years step at once


def about_areas(feature: Feature) -> bool:
    """Whether all households of an area share its value."""
    if feature.table:
        return table(feature.table).subject is Subject.AREA
    return feature.over in (Over.VILLAGE, Over.TOWNSHIP)


def sources(feature: Feature) -> tuple[str, ...]:
    """The tables behind a feature, those of what it is derived from included."""
    if feature.table:
        return (feature.table,)
    return tuple(dict.fromkeys(t for n in feature.of for t in sources(features()[n])))
