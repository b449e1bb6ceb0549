"""A frame row by row. pandas' own `to_dict` looks every cell of Arrow text up one by one: ten times as slow."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame, columns: Iterable[str] | None = None) -> Iterator[dict[str, Any]]:
    """Each row as column name to value, in order; of `columns` if they are named. Days come as Timestamps."""
    names = list(frame.columns if columns is None else columns)
    for values in zip(*(frame[name].to_numpy(dtype=object) for name in names), strict=True):
        yield dict(zip(names, values, strict=True))
