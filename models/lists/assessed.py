"""Everybody's assessments of one date: the figures at hand, the long texts read when somebody asks for them.

What is said of a household (reasons, what would lower its risk, measures) takes ten times the room of its figures
and is only asked for of those who are listed: nobody holds it of a whole province.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

TEXTS = ("reasons", "lowers", "measures")
ROWS_AT_ONCE = 20_000


@dataclass(frozen=True)
class Assessed:
    """Assessments (`models.assess`) in memory, or in a Parquet file that is read as far as it is asked for."""

    source: pd.DataFrame | Path

    @cached_property
    def figures(self) -> pd.DataFrame:
        """One row per household with everything but `TEXTS`."""
        if isinstance(self.source, pd.DataFrame):
            return self.source.drop(columns=list(TEXTS), errors="ignore")
        return pd.read_parquet(self.source, columns=[name for name in self._columns() if name not in TEXTS])

    def whole(self) -> pd.DataFrame:
        """Every column of every household."""
        return self.source if isinstance(self.source, pd.DataFrame) else pd.read_parquet(self.source)

    def pieces(self, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
        """Some columns of every household, piece by piece."""
        if isinstance(self.source, pd.DataFrame):
            yield self.source[list(columns)]
            return
        with pq.ParquetFile(self.source) as file:
            for piece in file.iter_batches(ROWS_AT_ONCE, columns=list(columns)):
                yield piece.to_pandas()[list(columns)]

    def texts(self, households: Collection[str], names: Sequence[str] = TEXTS) -> pd.DataFrame:
        """The texts `names` of some households, by household_id; of assessments kept without them, empty JSON lists."""
        there = [name for name in names if name in self._columns()]
        wanted = pd.Index(list(households)).unique()  # made once: `isin` would make it anew for every piece
        pieces = self.pieces(["household_id", *there])
        mine = [piece[wanted.get_indexer(pd.Index(piece["household_id"])) >= 0] for piece in pieces]
        found = pd.concat(mine).set_index("household_id")
        return found.assign(**{name: "[]" for name in names if name not in there})[list(names)]

    def _columns(self) -> Collection[str]:
        return self.source.columns if isinstance(self.source, pd.DataFrame) else pq.read_schema(self.source).names
