"""Rows of many Parquet files that somebody asks for by their keys, found without holding the files."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pandas as pd

from features.engine import connect, parquet


def matching(paths: Sequence[Path], columns: Sequence[str], wanted: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """`columns` of the rows that agree with a row of one of the frames `wanted` in all columns of that frame.

    The files have the same columns; a missing file has no rows. Rows come in the order of the columns.
    """
    asked = [frame for frame in wanted if len(frame)]
    if not asked or not any(path.is_file() for path in paths):
        return pd.DataFrame(columns=list(columns))
    agrees = [f"({', '.join(frame.columns)}) IN (FROM wanted_{n})" for n, frame in enumerate(asked)]
    with connect() as connection:
        for n, frame in enumerate(asked):
            connection.register(f"wanted_{n}", frame)
        named = ", ".join(columns)
        return _answer(connection, paths, f"SELECT {named} FROM files WHERE {' OR '.join(agrees)} ORDER BY {named}")


def last_on_file(paths: Sequence[Path], asked: pd.DataFrame, name: str) -> pd.DataFrame:
    """For each row of `asked` (household_id, on) the last day on or before `on` whose rows hold `name` for it.

    Columns household_id, as_of; a household of whom there is no such day is left out.
    """
    if asked.empty or not any(path.is_file() for path in paths):
        return pd.DataFrame(columns=["household_id", "as_of"])
    with connect() as connection:
        connection.register("asked", asked)
        return _answer(
            connection,
            paths,
            "SELECT household_id, max(as_of) AS as_of FROM files JOIN asked USING (household_id) "
            f"WHERE name = '{name}' AND as_of <= asked.on GROUP BY household_id ORDER BY household_id",
        )


def _answer(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], question: str) -> pd.DataFrame:
    """The answer to a question about all rows of the files that are there, which it calls `files`."""
    there = parquet([path for path in paths if path.is_file()], "union_by_name = true")
    return connection.execute(f"WITH files AS (FROM {there}) {question}").df()
