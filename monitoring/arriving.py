"""What the rows of a table say in numbers: amounts, and the shares of a bill, whole and by kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd

from features.feature import features
from features.table import Column, Kind, Table, table, tables
from features.text import Text
from monitoring.week import Week

LEAST_ROWS = 12  # Cliff's delta of a dozen rows is known to a third
NUMERIC = (Kind.FEN, Kind.NUMBER)
YEAR = 52  # weeks
SEASON_DAYS = 60


@dataclass(frozen=True)
class Measure:
    """One number per row: an amount (log10 of what is above zero), or a column's share of the row's largest amount.

    `code` keeps rows of one kind ("" for all).
    """

    table: str
    column: str
    share: bool = False
    code: str = ""

    @property
    def key(self) -> str:
        """Its name in records."""
        what = f"{self.table}.{self.column}"
        return f"{what}{'/whole' if self.share else ''}{f'[{self.code}]' if self.code else ''}"

    @property
    def label(self) -> Text:
        """Its name on pages."""
        contract = table(self.table)
        column = contract.all_columns[self.column].label
        kind = _kind_column(contract)
        code = kind.codes[self.code] if kind and self.code else None
        of_whole = Text(zh="占比", en=", share of the whole") if self.share else None
        return Text(
            zh=f"{contract.label.zh}“{column.zh}”{of_whole.zh if of_whole else ''}{f'（{code.zh}）' if code else ''}",
            en=f"{contract.label.en}: {column.en}{of_whole.en if of_whole else ''}{f' ({code.en})' if code else ''}",
        )

    @property
    def features(self) -> tuple[str, ...]:
        """The features that read the column, and those made from them."""
        return reading(self.table, self.column)


@cache
def reading(name: str, column: str) -> tuple[str, ...]:
    """The features that read a column, directly first, then those derived from them.

    >>> "medical_out_of_pocket_12m" in reading("medical_claims", "self_paid_fen")
    True
    """
    direct = [n for n, f in features().items() if f.table == name and column in f.columns_read]
    derived = [n for n, f in features().items() if set(f.of) & set(direct)]
    return (*direct, *derived)


def watched() -> list[str]:
    """The tables whose rows are looked at: those that features read."""
    return [n for n in tables() if any(f.table == n for f in features().values())]


def measured(name: str, rows: pd.DataFrame) -> Iterator[tuple[Measure, pd.Series]]:
    """Every measure of a table with its known values, indexed like `rows`.

    Amounts of a table of several kinds (wages and pensions) are only compared kind by kind: how many of
    which came in a week says nothing of the amounts.
    """
    contract = table(name)
    kind = _kind_column(contract)
    for measure, values in _of_all(contract, rows):
        if kind is None or measure.share:
            yield measure, values
        for code in kind.codes if kind else ():
            some = values[rows.loc[values.index, kind.name] == code] if kind else values
            yield Measure(name, measure.column, measure.share, code), some


def _of_all(contract: Table, rows: pd.DataFrame) -> Iterator[tuple[Measure, pd.Series]]:
    numbers = [c.name for c in contract.columns if c.kind in NUMERIC]
    for column in numbers:
        values = rows[column].astype("float64")
        some = values[values > 0]
        yield Measure(contract.name, column), pd.Series(np.log10(some.to_numpy()), some.index)
    money = [c.name for c in contract.columns if c.kind is Kind.FEN and c.required]
    if len(money) > 1:
        whole = rows[money].astype("float64").max(axis=1)
        for column in money:
            yield Measure(contract.name, column, share=True), (rows[column] / whole)[whole > 0]


def _kind_column(contract: Table) -> Column | None:
    return next((c for c in contract.columns if c.kind is Kind.CODE and c.required), None)


@dataclass(frozen=True)
class Compared:
    """A measure's values now, in the months before and in the same season of last year (arrays of n)."""

    now: np.ndarray
    before: np.ndarray
    last_year: np.ndarray


Split = tuple[pd.Series, pd.Series, pd.Series]  # which rows are now, before, and of last year's season


def by_arrival(rows: pd.DataFrame, as_of: date) -> Split:
    """Rows that came in this week, in the half year before, and around the same day of last year."""
    age = (pd.Timestamp(as_of) - pd.to_datetime(rows["known_on"])).dt.days
    return age < 7, (age >= 7) & (age < 7 + 182), (age - 365).abs() <= 28


def by_event(rows: pd.DataFrame, as_of: date, days: int) -> Split:
    """Events of the last `days`, of the year before them, and around the same day of last year.

    Of earlier events only those that came in as promptly count: what is reported at once is another kind
    of event than what is reported late.
    """
    happened = pd.to_datetime(rows["happened_on"])
    prompt = (pd.to_datetime(rows["known_on"]) - happened).dt.days < days
    age = (pd.Timestamp(as_of) - happened).dt.days
    return age < days, prompt & (age >= days) & (age < 365), prompt & ((age - 365).abs() <= 21)


def compared(values: pd.Series, split: Split) -> Compared:
    """The values of the three sides."""
    now, before, last_year = (values[mask.reindex(values.index)].to_numpy() for mask in split)
    return Compared(now, before, last_year)


def recent_rows(week: Week, name: str) -> pd.DataFrame:
    """What came in during a little more than a year."""
    return week.arrived(name, YEAR + 6)


def silent_since(days: pd.Series, as_of: date) -> int:
    """Days since anything came in; `days` as `features.arrived.arrival_days`."""
    return (pd.Timestamp(as_of) - days.index[-1]).days


def usual_pause(days: pd.Series, until: date) -> int:
    """The longest usual pause (days) between arrivals before a day.

    That is the third longest of two years, so that two earlier stops do not count, or the longest of last
    year's season: what comes with the harvest pauses every winter.
    """
    ends = days.index[days.index > pd.Timestamp(until - timedelta(days=730))]
    pauses = pd.Series(np.diff(ends.to_numpy()).astype("timedelta64[D]").astype(int), ends[1:])
    if len(pauses) < 3:
        return 10_000
    around = pd.Timestamp(until - timedelta(days=365))
    last_year = pauses[np.abs((pd.DatetimeIndex(pauses.index) - around).days) <= SEASON_DAYS]
    return int(max(pauses.nlargest(3).iloc[-1], last_year.max() if len(last_year) else 0))
