"""What arrived in a week: which tables sent how much, over how many months, and whose records were corrected."""

from datetime import date

import duckdb
import pandas as pd

from features.calendar import weeks_before
from features.engine import connect
from features.records import Records
from features.scope import Scope
from features.table import Subject, tables

WEEKS = 8  # with which a week is compared
MONTH_SHARE = 0.2  # a month counts as sent when it makes up so much of what came; the rest are stragglers


def arrivals(records: Records, since: date, until: date, scope: Scope) -> pd.DataFrame:
    """One row per table that sent anything with `since` < known_on <= `until`.

    Columns table, rows, months (months of events that make up at least a fifth of the rows each),
    first_on, last_on (of the events), most_before (rows of the largest of the eight weeks before).
    """
    with connect() as connection:
        records.register(connection, scope, known_until=until, heard_since=weeks_before(since, WEEKS))
        found = [_of_table(connection, name, since) for name in tables()]
    columns = ["table", "rows", "months", "first_on", "last_on", "most_before"]
    return pd.DataFrame([row for row in found if row is not None], columns=columns)


def _of_table(connection: duckdb.DuckDBPyConnection, name: str, since: date) -> tuple | None:
    months = connection.execute(
        "SELECT date_trunc('month', happened_on) AS month, count(*) AS rows, min(happened_on), max(happened_on) "
        f"FROM versions_{name} WHERE known_on > ? GROUP BY month",
        [since],
    ).fetchall()
    rows = sum(m[1] for m in months)
    if not rows:
        return None
    sent = sum(m[1] >= MONTH_SHARE * rows for m in months)
    return name, rows, sent, min(m[2] for m in months), max(m[3] for m in months), _most_before(connection, name, since)


def _most_before(connection: duckdb.DuckDBPyConnection, name: str, since: date) -> int:
    """The rows of the largest of the weeks before `since`."""
    row = connection.execute(
        "SELECT coalesce(max(rows), 0) FROM (SELECT date_diff('day', known_on, ?) // 7 AS week, count(*) AS rows "
        f"FROM versions_{name} WHERE known_on <= ? AND known_on > ? GROUP BY week)",
        [since, since, weeks_before(since, WEEKS)],
    ).fetchone()
    return int(row[0]) if row else 0


def corrected(records: Records, since: date, until: date, scope: Scope) -> frozenset[str]:
    """The households of whom a record known before was corrected or withdrawn in `since` < known_on <= `until`."""
    about = [n for n, t in tables().items() if t.subject is not Subject.AREA and not t.leak]
    with connect() as connection:
        records.register(connection, scope, known_until=until, names=about, heard_since=since)
        later = " UNION ".join(
            f"SELECT household_id FROM versions_{n} WHERE known_on <= DATE '{since}' "
            f"AND superseded_on > DATE '{since}' AND household_id IS NOT NULL"
            for n in about
        )
        return frozenset(row[0] for row in connection.execute(later).fetchall())
