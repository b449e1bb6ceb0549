"""How DuckDB is opened: offline, out of core, within a memory bound."""

import os
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow as pa

MEMORY = os.environ.get("POVERTY_RISK_DUCKDB_MEMORY", "1GB")
THREADS = int(os.environ.get("POVERTY_RISK_THREADS", "2"))
_ASKING = threading.Lock()


class Connection(Protocol):
    """What assembles vectors: DuckDB, or Spark spoken to in the same words (`features.spark`)."""

    def execute(self, query: str) -> Any:
        """Run one statement of DuckDB's SQL; rows by fetchall() and fetchone()."""

    def register(self, view_name: str, python_object: pa.Table) -> Any:
        """Rows of this program under a name."""

    def unregister(self, view_name: str) -> Any:
        """Forget the name."""


def connect(spill: Path | None = None, threads: int = THREADS) -> duckdb.DuckDBPyConnection:
    """A connection that never downloads extensions and spills to `spill` beyond its memory."""
    connection = duckdb.connect()
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute(f"SET threads = {threads}")
    connection.execute("SET preserve_insertion_order = false")
    if spill is not None:
        connection.execute(f"SET temp_directory = {quoted(spill / '.spill')}")
    return connection


def quoted(text: object) -> str:
    """A path or a word as SQL has it.

    >>> quoted("it's")
    "'it''s'"
    """
    return "'" + str(text).replace("'", "''") + "'"


def parquet(paths: Iterable[object], options: str = "") -> str:
    """SQL: the rows of some Parquet files, read with some of DuckDB's `options`.

    >>> parquet(["a.parquet", "b.parquet"], "filename = true")
    "read_parquet(['a.parquet', 'b.parquet'], filename = true)"
    """
    files = ", ".join(map(quoted, paths))
    return f"read_parquet([{files}]{', ' + options if options else ''})"


def ask() -> duckdb.DuckDBPyConnection:
    """A connection for a short question, at once: a database takes 15 ms to be made, so this process keeps one.

    Whoever asks keeps to views and tables that are TEMP: they are the connection's own and go with it.
    """
    with _ASKING:
        return _kept(os.getpid()).cursor()


@cache
def _kept(_process: int) -> duckdb.DuckDBPyConnection:
    """The database of this process: one that was forked has none of the threads that the other's needs."""
    return connect()
