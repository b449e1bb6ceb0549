"""The records that came in lately, row by row or counted: what monitoring compares with those before."""

from datetime import date

import pandas as pd

from features.engine import connect
from features.records import Records, valid_on
from features.scope import Scope
from features.table import Column, Kind, Subject, table

ROWS = 200_000  # of a table at most; a larger one is read for a fixed part of its households


def arrived_rows(records: Records, name: str, since: date, until: date, scope: Scope | None = None) -> pd.DataFrame:
    """The versions of table `name` with `since` < known_on <= `until`, withdrawals left out; days are datetime64.

    Of a table of more than `ROWS` such rows, those of a fixed part of the households (by a hash of the
    pseudonym) are given, so that a large county takes no longer; shares of n rows are then known to
    about 1 / sqrt(n), which is less than a quarter of a percent.
    """
    with connect() as connection:
        records.register(connection, scope or Scope.everything(), known_until=until, names=[name])
        rows = f"FROM versions_{name} WHERE known_on > DATE '{since}' AND NOT withdrawn"
        counted = connection.execute(f"SELECT count(*) {rows}").fetchone()
        part = -(-(counted[0] if counted else 0) // ROWS)
        if part > 1 and table(name).subject is not Subject.AREA:
            rows += f" AND ('0x' || left(md5(household_id), 8))::BIGINT % {part} = 0"
        return connection.execute(
            f"SELECT * EXCLUDE (withdrawn, superseded_on) {rows} ORDER BY record_id, known_on"
        ).df()


def arrival_days(records: Records, name: str, until: date, scope: Scope | None = None) -> pd.Series:
    """How many versions of table `name` came in on each day until `until`: index known_on, in order."""
    with connect() as connection:
        records.register(connection, scope or Scope.everything(), known_until=until, names=[name])
        rows = connection.execute(
            f"SELECT known_on, count(*) AS rows FROM versions_{name} GROUP BY known_on ORDER BY known_on"
        ).df()
    return pd.Series(rows["rows"].to_numpy(), pd.DatetimeIndex(rows["known_on"]), dtype="int64")


def sent_twice(records: Records, name: str, since: date, until: date, scope: Scope | None = None) -> int:
    """How many rows with `since` < known_on <= `until` say, word for word, what another row said before them.

    A new record with the content of an older one counts, and so does a record sent again unchanged.
    """
    content = ", ".join(c.name for c in _content(name))
    with connect() as connection:
        records.register(connection, scope or Scope.everything(), known_until=until, names=[name])
        row = connection.execute(
            f"SELECT count(*) FROM (SELECT known_on, row_number() OVER (PARTITION BY {content} "
            f"ORDER BY known_on, record_id) AS turn FROM versions_{name} WHERE NOT withdrawn) "
            f"WHERE turn > 1 AND known_on > DATE '{since}'"
        ).fetchone()
    return int(row[0]) if row else 0


def _content(name: str) -> list[Column]:
    aside = {"record_id", "known_on", "withdrawn"}
    return [c for c in table(name).all_columns.values() if c.name not in aside]


def codes_before(records: Records, name: str, since: date, scope: Scope | None = None) -> dict[str, dict[str, int]]:
    """How often each code of each CODE column of table `name` had come in by `since`."""
    columns = [c.name for c in table(name).columns if c.kind is Kind.CODE]
    found: dict[str, dict[str, int]] = {}
    with connect() as connection:
        records.register(connection, scope or Scope.everything(), known_until=since, names=[name])
        for column in columns:
            sql = f"SELECT {column}, count(*) FROM versions_{name} WHERE {column} IS NOT NULL GROUP BY {column}"
            found[column] = dict(connection.execute(sql).fetchall())
    return found


def repeated_incomes(records: Records, until: date, months: int, scope: Scope | None = None) -> pd.DataFrame:
    """Per month of income, of the last `months`: rows, how many repeat the month before to the fen, how many say so.

    Columns month (datetime64), rows, repeated, marked. Only amounts above zero count, and only rows whose
    person had an income of the kind in the month before.
    """
    current = valid_on(f"DATE '{until}'")
    with connect() as connection:
        records.register(connection, scope or Scope.everything(), known_until=until, names=["incomes"])
        return connection.execute(
            "WITH monthly AS (SELECT household_id, person_id, income_kind, date_trunc('month', happened_on) AS month, "
            "sum(amount_fen) AS amount, bool_or(coalesce(carried_forward, FALSE)) AS marked FROM versions_incomes "
            f"WHERE {current} AND happened_on > DATE '{until}' - INTERVAL {months + 2} MONTH "
            "GROUP BY ALL), paired AS (SELECT *, lag(amount) OVER person AS before, lag(month) OVER person AS earlier "
            "FROM monthly WINDOW person AS (PARTITION BY household_id, person_id, income_kind ORDER BY month)) "
            "SELECT month, count(*) AS rows, count(*) FILTER (amount = before) AS repeated, "
            "count(*) FILTER (marked) AS marked FROM paired WHERE amount > 0 AND before > 0 "
            f"AND earlier = month - INTERVAL 1 MONTH AND month > DATE '{until}' - INTERVAL {months + 1} MONTH "
            "GROUP BY month ORDER BY month"
        ).df()
