"""Some households that are neighbours in order, so that a province is worked on without being held."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Span:
    """The households from `first` on, up to but without `until` (None: to the last), in the order of their ids."""

    first: str
    until: str | None

    @property
    def filters(self) -> list[tuple[str, str, str]]:
        """As readers of Parquet files take them: groups of rows that hold none of them are not read."""
        return [("household_id", ">=", self.first), *([("household_id", "<", self.until)] if self.until else [])]

    def of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of these households, by their household_id."""
        mine = rows["household_id"] >= self.first
        return rows[mine & (rows["household_id"] < self.until) if self.until else mine]


def spans(households: Sequence[str], rows: int) -> list[Span]:
    """Everybody in spans of about so many of `households`, which are in order.

    >>> spans(["a", "b", "c"], 2)
    [Span(first='', until='c'), Span(first='c', until=None)]
    """
    firsts = ["", *households[rows::rows]]
    return [Span(first, until) for first, until in zip(firsts, [*firsts[1:], None], strict=True)]
