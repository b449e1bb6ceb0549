"""Rows of many Parquet files that somebody asks for by their keys, found without holding the files."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from features.engine import connect


def matching(paths: Sequence[Path], columns: Sequence[str], wanted: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """`columns` of the rows that agree with a row of one of the frames `wanted` in all columns of that frame.

    The files have the same columns; a missing file has no rows. Rows come in the order of the columns.
    """
    there = [path for path in paths if path.is_file()]
    asked = [frame for frame in wanted if len(frame)]
    if not there or not asked:
        return pd.DataFrame(columns=list(columns))
    files = ", ".join("'" + str(path).replace("'", "''") + "'" for path in there)
    agrees = [f"({', '.join(frame.columns)}) IN (FROM wanted_{n})" for n, frame in enumerate(asked)]
    with connect() as connection:
        for n, frame in enumerate(asked):
            connection.register(f"wanted_{n}", frame)
        named = ", ".join(columns)
        return connection.execute(
            f"SELECT {named} FROM read_parquet([{files}], union_by_name = true) WHERE {' OR '.join(agrees)} "
            f"ORDER BY {named}"
        ).df()
