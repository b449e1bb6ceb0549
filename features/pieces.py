"""A Parquet file piece by piece, so that nobody holds it whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def pieces_of(path: Path, rows: int, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The file's rows in their order, so many at a time; some `columns`, or all."""
    # Without `pre_buffer=False` all that was read stays in memory until the file is closed.
    with pq.ParquetFile(path, pre_buffer=False) as file:
        yield from file.iter_batches(rows, columns=columns)
