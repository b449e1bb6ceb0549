"""The rows of a week's list: in memory, or in a Parquet file that is read as far as somebody asks.

A province's list has half a million rows whose texts take gigabytes; nobody needs them all at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from features.pieces import pieces_of

ROWS_AT_ONCE = 20_000


@dataclass(frozen=True)
class ListedRows:
    """The listed households (`models.lists.rows.COLUMNS`), by township and place."""

    source: pd.DataFrame | Path

    def __len__(self) -> int:
        return len(self.source) if isinstance(self.source, pd.DataFrame) else pq.read_metadata(self.source).num_rows

    def whole(self) -> pd.DataFrame:
        """Every column of every row."""
        return self.source if isinstance(self.source, pd.DataFrame) else pd.read_parquet(self.source)

    def columns(self, names: Sequence[str]) -> pd.DataFrame:
        """Some columns of every row."""
        if isinstance(self.source, pd.DataFrame):
            return self.source[list(names)]
        return pd.read_parquet(self.source, columns=list(names))

    def of_township(self, code: str) -> pd.DataFrame:
        """Every column of a township's rows."""
        if isinstance(self.source, pd.DataFrame):
            return self.source[self.source["township_code"] == code]
        return pd.read_parquet(self.source, filters=[("township_code", "==", code)])

    def pieces(self) -> Iterator[pd.DataFrame]:
        """Every column of every row, piece by piece."""
        if isinstance(self.source, pd.DataFrame):
            yield self.source
            return
        for piece in pieces_of(self.source, ROWS_AT_ONCE):
            yield piece.to_pandas()
