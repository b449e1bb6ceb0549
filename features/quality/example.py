"""Runs rules on records written as ascii tables: how their examples are proved."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from features.ascii_table import read_ascii
from features.engine import connect
from features.quality.rule import EXAMPLE_DAY
from features.quality.views import empty_tables, make_views
from features.table import table

HAPPENED, KNOWN = "2026-01-31", "2026-02-15"  # where an example leaves them out
LINE = [("990101001001", 800_000)]


class WrittenRecords:
    """Empty tables and all views as of EXAMPLE_DAY, filled for one query at a time."""

    def __init__(self) -> None:
        self.connection = connect()
        empty_tables(self.connection)
        make_views(self.connection, EXAMPLE_DAY, LINE)

    def found(self, sql: str, written: Mapping[str, str]) -> list[dict[str, object]]:
        """The rows that `sql` selects from the records `written`, by table."""
        for name, text in written.items():
            _fill(self.connection, name, text)
        try:
            rows = self.connection.execute(sql).df().to_dict("records")
        finally:
            for name in written:
                self.connection.execute(f"DELETE FROM {name}")
        return [{str(k): v for k, v in row.items()} for row in rows]


def _fill(connection: duckdb.DuckDBPyConnection, name: str, text: str) -> None:
    contract = table(name)
    rows = pd.DataFrame(read_ascii(text)).astype(object)
    rows["record_id"] = [f"{name}-{n}" for n in range(len(rows))]
    for column, day in (("happened_on", HAPPENED), ("known_on", KNOWN)):
        rows[column] = rows[column].fillna(day) if column in rows else day
    connection.register("written", rows)
    casts = ", ".join(f"CAST({c} AS {contract.all_columns[c].kind.sql})" for c in rows.columns)
    connection.execute(f"INSERT INTO {name} ({', '.join(rows.columns)}) SELECT {casts} FROM written")
    connection.unregister("written")
