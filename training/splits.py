"""Which rows may teach, which calibrate and which judge: origins that roll back from the end.

A worked example, with a horizon of six months and today = 22 November 2026::

    last date whose horizon is over and settled           2026-04-30  (+ 6 months, + 15 days)
    judged on, three months apart                          2025-10-31   2026-01-31   2026-04-30

    for the one judged on 2026-01-31:
        known_until                                        2026-01-31  (nothing known later exists)
        last date whose outcomes were settled by then      2025-06-30  (+ 6 months, + 15 days = 15 January)
        teaching and calibrating dates                     2024-10-31 … 2025-06-30, nine month ends
        of these the last third calibrates                 2025-04-30 … 2025-06-30
        so there teach                                     2024-10-31 … 2025-03-31

Villages are dealt into folds. A fold's villages are judged by a model that saw none of them, so no
household, and none of its neighbours, is judged by what it taught, and yet every household of the county
is judged once per date: the list can be judged at its length. Of the other villages a part only
calibrates. Falls are rare, so the return risk is *cross-calibrated* (`training.fit`): parts take turns,
each calibrated on later dates by trees that saw none of its villages.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from features.calendar import month_end
from features.errors import EmptyPopulationError, SourceError
from training.outcomes import HORIZON_MONTHS, settled_on

CALIBRATING_DATES = 1 / 3  # of the settled dates, the last
CALIBRATING_VILLAGES = 0.25  # of the villages that are not judged


@dataclass(frozen=True)
class Side:
    """One side of a split: which units (villages or households) on which dates."""

    dates: tuple[date, ...]
    units: frozenset[str]

    def rows(self, frame: pd.DataFrame, unit: str) -> pd.Series:
        """Which rows of `frame` (with `as_of` and the column `unit`) lie on this side."""
        return frame["as_of"].isin([pd.Timestamp(d) for d in self.dates]) & frame[unit].isin(self.units)


@dataclass(frozen=True)
class Split:
    """What teaches, calibrates and judges; teaching knows no record known after `known_until`.

    `unit` is the column that is shared between no two sides, "village_code" or "household_id".
    """

    name: str
    known_until: date
    unit: str
    teach: Side
    calibrate: Side
    judge: Side
    crossed: bool = False  # teach and calibrate may take turns by unit; their dates stay as they are

    @property
    def learning_dates(self) -> tuple[date, ...]:
        """The dates that teach or calibrate."""
        return tuple(sorted({*self.teach.dates, *self.calibrate.dates}))


def settled_dates(dates: Iterable[date], known_until: date, horizon_months: int = HORIZON_MONTHS) -> list[date]:
    """The dates whose outcomes were all settled on `known_until`."""
    return [d for d in sorted(dates) if settled_on(d, horizon_months) <= known_until]


def judged_dates(dates: Sequence[date], until: date, *, count: int, step: int, horizon_months: int) -> list[date]:
    """The last settled date and those `step` dates before it, at most `count`, in order."""
    return settled_dates(dates, until, horizon_months)[::-1][:: max(1, step)][:count][::-1]


def rolling(
    dates: Sequence[date],
    villages: Iterable[str],
    *,
    until: date,
    seed: int,
    count: int = 3,
    step: int = 3,
    folds: int = 3,
    horizon_months: int = HORIZON_MONTHS,
) -> list[Split]:
    """A split per judged date and fold of villages; see the module's example.

    Origins that have fewer than three settled dates to learn from are left out. Raises
    EmptyPopulationError when none is left.
    """
    found = []
    dealt = deal(villages, folds, seed)
    for judged in judged_dates(dates, until, count=count, step=step, horizon_months=horizon_months):
        known = settled_dates(dates, judged, horizon_months)
        if len(known) >= 3:
            found += [_of_fold(dealt, n, known, (judged,), judged, f"{judged}/{n + 1}") for n in range(len(dealt))]
    if not found:
        raise EmptyPopulationError(
            f"no date before {until} has settled outcomes and three settled dates before it: give a longer history"
        )
    return found


def for_use(
    dates: Sequence[date], villages: Iterable[str], *, until: date, seed: int, horizon_months: int = HORIZON_MONTHS
) -> Split:
    """The split of the model that is put to use: everything settled teaches or calibrates, nothing judges."""
    known = settled_dates(dates, until, horizon_months)
    if len(known) < 2:
        raise EmptyPopulationError(f"fewer than two dates before {until} have settled outcomes: give a longer history")
    return _of_fold([frozenset[str](), *deal(villages, 1, seed)], 0, known, (), until, f"until {until}")


def _of_fold(
    dealt: list[frozenset[str]],
    number: int,
    known: list[date],
    judged: tuple[date, ...],
    until: date,
    name: str,
) -> Split:
    others = sorted(frozenset().union(*(d for n, d in enumerate(dealt) if n != number)))
    calibrating = deal(others, max(2, round(1 / CALIBRATING_VILLAGES)), number + 1)[0]
    first = len(known) - max(1, round(len(known) * CALIBRATING_DATES))
    return Split(
        name=name,
        known_until=until,
        unit="village_code",
        teach=Side(tuple(known[:first]), frozenset(others) - calibrating),
        calibrate=Side(tuple(known[first:]), calibrating),
        judge=Side(judged, dealt[number]),
        crossed=True,
    )


def deal(units: Iterable[str], parts: int, seed: int) -> list[frozenset[str]]:
    """The units in `parts` parts of nearly equal size, at random but the same for the same seed.

    >>> [len(part) for part in deal(["a", "b", "c", "d", "e"], 2, seed=1)]
    [3, 2]
    """
    ordered = np.array(sorted(set(units)), dtype=object)
    shuffled = np.random.default_rng(seed).permutation(ordered)
    return [frozenset(shuffled[n::parts]) for n in range(parts)]


def by_first_visit(visits: pd.DataFrame, *, train_until: str, test_from: str, months_of_calibration: int = 12) -> Split:
    """Households first visited until the quarter `train_until` learn, those from `test_from` on judge.

    `visits` holds household_id, as_of and first_visit (the day of the first). Those first visited in
    the last `months_of_calibration` of the learning period only calibrate. Learning knows nothing
    from the first day of `test_from` on; households first visited between the two take no part.
    """
    until, first_judged = quarter_days(train_until)[1], quarter_days(test_from)[0]
    known_until = first_judged - timedelta(days=1)
    if known_until < until:
        raise EmptyPopulationError(
            f"test from {test_from} must lie after train until {train_until}: choose a later one"
        )
    first = pd.to_datetime(visits["first_visit"])
    turn = pd.Timestamp(until) - pd.DateOffset(months=months_of_calibration)
    learn = first <= pd.Timestamp(until)
    sides = [learn & (first <= turn), learn & (first > turn), first >= pd.Timestamp(first_judged)]
    for side, what in zip(sides, ("teach", "calibrate", "judge"), strict=True):
        if not side.any():
            raise EmptyPopulationError(f"no household is left to {what}: the files' quarters do not reach that far")
    early, late, judged = (_side(visits[side]) for side in sides)
    return Split(
        name=f"{train_until} to {test_from}",
        known_until=known_until,
        unit="household_id",
        teach=_until(early, known_until),
        calibrate=_until(late, known_until),
        judge=judged,
    )


def _side(visits: pd.DataFrame) -> Side:
    dates = tuple(sorted({t.date() for t in pd.to_datetime(visits["as_of"]).unique()}))
    return Side(dates, frozenset(visits["household_id"]))


def _until(side: Side, last: date) -> Side:
    return Side(tuple(d for d in side.dates if d <= last), side.units)


def quarter_days(quarter: str) -> tuple[date, date]:
    """The first and the last day of a quarter written like 2007Q4.

    >>> [str(d) for d in quarter_days("2007Q4")]
    ['2007-10-01', '2007-12-31']
    """
    written = re.fullmatch(r"(\d{4})Q([1-4])", quarter.upper())
    if written is None:
        raise SourceError(f"quarter {quarter!r}: write year and number, for example 2007Q4")
    first = date(int(written[1]), 3 * int(written[2]) - 2, 1)
    return first, month_end(date(first.year, first.month + 2, 1))
