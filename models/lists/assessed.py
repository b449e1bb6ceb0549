"""Everybody's assessments of one date: the figures at hand, the long texts read when somebody asks for them.

What is said of a household (reasons, what would lower its risk, measures) takes ten times the room of its figures
and is only asked for of those who are listed: nobody holds it of a whole province.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Self

import pandas as pd
import pyarrow.parquet as pq

from features.pieces import pieces_of
from features.span import Span
from features.whole import unless_damaged

TEXTS = ("reasons", "lowers", "measures")
ROWS_AT_ONCE = 20_000
REMEDY = "delete it and make the week again"


@dataclass(frozen=True)
class Assessed:
    """Assessments (`models.assess`) in memory, or in a Parquet file that is read as far as it is asked for.

    `span` says of whom, if not of all.
    """

    source: pd.DataFrame | Path
    span: Span | None = None

    @cached_property
    def figures(self) -> pd.DataFrame:
        """One row per household with everything but `TEXTS`."""
        return self._read([name for name in self._columns() if name not in TEXTS])

    def whole(self) -> pd.DataFrame:
        """Every column of every household."""
        return self._read(list(self._columns()))

    def within(self, span: Span) -> Self:
        """Those of some households."""
        return replace(self, span=span)

    def pieces(self, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
        """Some columns of every household, piece by piece."""
        if isinstance(self.source, pd.DataFrame) or self.span is not None:
            yield self._read(list(columns))
            return
        with unless_damaged(self.source, REMEDY):
            for piece in pieces_of(self.source, ROWS_AT_ONCE, list(columns)):
                yield piece.to_pandas()[list(columns)]

    def texts(self, households: Collection[str], names: Sequence[str] = TEXTS) -> pd.DataFrame:
        """The texts `names` of some households, by household_id; of assessments kept without them, empty JSON lists."""
        return pd.concat(self.texts_in_pieces(households, names))

    def texts_in_pieces(self, households: Collection[str], names: Sequence[str] = TEXTS) -> Iterator[pd.DataFrame]:
        """The same piece by piece."""
        there = [name for name in names if name in self._columns()]
        wanted = pd.Index(list(households)).unique()  # made once: `isin` would make it anew for every piece
        for piece in self.pieces(["household_id", *there]):
            mine = piece[wanted.get_indexer(pd.Index(piece["household_id"])) >= 0].set_index("household_id")
            yield mine.assign(**{name: "[]" for name in names if name not in there})[list(names)]

    def _read(self, columns: list[str]) -> pd.DataFrame:
        if isinstance(self.source, Path):
            filters = None if self.span is None else self.span.filters
            with unless_damaged(self.source, REMEDY):
                return pd.read_parquet(self.source, columns=columns, filters=filters)
        rows = self.source if self.span is None else self.span.of(self.source)
        return rows[columns]

    def _columns(self) -> Collection[str]:
        if isinstance(self.source, pd.DataFrame):
            return self.source.columns
        with unless_damaged(self.source, REMEDY):
            return pq.read_schema(self.source).names
