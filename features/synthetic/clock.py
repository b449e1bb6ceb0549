"""The months of the invented county: burn-in, records, and the horizon that only the truth sees."""

import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from features.calendar import add_months, month_end, month_start
from features.errors import PovertyRiskError
from features.synthetic.constants import CONSTANTS

EPOCH: Final = date(1970, 1, 1)
NEVER: Final = -1_000_000  # the day of what has not happened; an empty cell in records


def days(day: date) -> int:
    """Days since 1970-01-01, the generator's only form of a date."""
    return (day - EPOCH).days


def stream(seed: int, block: int, purpose: str) -> np.random.Generator:
    """Random numbers of their own for each concern, so that a draw more here changes nothing there."""
    return np.random.default_rng(np.random.SeedSequence([seed, block, zlib.crc32(purpose.encode())]))


@dataclass(frozen=True)
class Clock:
    """Months by number: 0 is the first of the burn-in, `first` the first with records.

    The records reach into month `now`, that of `last`, as far as they are known on `last`; the months
    after it are lived only for the planted truth. `starts` and `ends` are days since 1970.
    """

    last: date
    first: int
    now: int
    count: int
    starts: np.ndarray
    ends: np.ndarray
    calendar_month: np.ndarray
    year: np.ndarray
    line: np.ndarray

    @classmethod
    def of(cls, months: int, last: date) -> "Clock":
        """A clock with `months` whole months of records before the month of `last`."""
        if months < 13:
            raise PovertyRiskError(f"{months} months of records are too few to look back a year: ask for 13 or more")
        burn = CONSTANTS.clock.burn_in_months
        begin = add_months(month_start(last), -months - burn)
        count = burn + months + CONSTANTS.clock.horizon_months
        firsts = [add_months(begin, n) for n in range(count)]
        return cls(
            last=last,
            first=burn,
            now=burn + months,
            count=count,
            starts=np.array([days(d) for d in firsts]),
            ends=np.array([days(month_end(d)) for d in firsts]),
            calendar_month=np.array([d.month for d in firsts]),
            year=np.array([d.year for d in firsts]),
            line=np.array([line(d.year) for d in firsts]),
        )

    @property
    def last_day(self) -> int:
        """`last` in days since 1970: nothing known later is in the store."""
        return days(self.last)

    @property
    def first_day(self) -> int:
        """The first day with records."""
        return int(self.starts[self.first])

    @property
    def recorded(self) -> np.ndarray:
        """The numbers of the months with records, the running one included."""
        return np.arange(self.first, self.now + 1)

    @property
    def as_of(self) -> np.ndarray:
        """The numbers of the months at whose ends the truth is written."""
        return np.arange(self.first, self.now)

    @property
    def rule_change(self) -> int:
        """The month from which the insurer pays less of outpatient bills."""
        return self.now - CONSTANTS.rule_change.months_before_last

    def month_of(self, day: np.ndarray) -> np.ndarray:
        """The number of the month a day lies in; -1 before the first, `count` after the last."""
        found = np.searchsorted(self.starts, day, side="right") - 1
        return np.where(day > self.ends[-1], self.count, found)

    def years_lived(self) -> list[int]:
        """The calendar years from the first month to the last, in order."""
        return sorted({int(y) for y in self.year})


def line(year: int) -> float:
    """The invented monitoring line of a year, CNY per person."""
    figures = CONSTANTS.line
    exact = figures.amount * (1 + figures.growth) ** (year - figures.year)
    return float(round(exact / figures.round_to) * figures.round_to)


def year_end(year: int) -> int:
    """31 December in days since 1970."""
    return days(date(year, 12, 31))


def as_date(day: int) -> date:
    """A number of days since 1970 as a date."""
    return EPOCH + timedelta(days=int(day))
