"""The records that came in lately, row by row or counted: what monitoring compares with those before."""

from datetime import date
from pathlib import Path

import pandas as pd

from features.engine import connect
from features.records import Records, valid_on
from features.scope import Scope
from features.table import Column, Kind, Subject, table

ROWS = 200_000  # of a table at most; a larger one is read for a fixed part of its households


class Arrived:
    """A store as it was known on `until`, opened once for many questions; `spill` is a folder for what memory lacks."""

    def __init__(self, records: Records, until: date, scope: Scope | None = None, spill: Path | None = None) -> None:
        self.until = until
        self.connection = connect(spill)
        records.register(self.connection, scope or Scope.everything(), known_until=until)

    def rows(self, name: str, since: date) -> pd.DataFrame:
        """The versions of table `name` known after `since`, withdrawals left out; days are datetime64.

        Of a table of more than `ROWS` such rows, those of a fixed part of the households (by a hash of the
        pseudonym) are given, so that a large county takes no longer; shares of n rows are then known to
        about 1 / sqrt(n), which is less than a quarter of a percent.
        """
        rows = f"FROM versions_{name} WHERE known_on > DATE '{since}' AND NOT withdrawn"
        counted = self.connection.execute(f"SELECT count(*) {rows}").fetchone()
        part = -(-(counted[0] if counted else 0) // ROWS)
        if part > 1 and table(name).subject is not Subject.AREA:
            rows += f" AND ('0x' || left(md5(household_id), 8))::BIGINT % {part} = 0"
        kept = "* EXCLUDE (withdrawn, superseded_on)"
        return self.connection.execute(f"SELECT {kept} {rows} ORDER BY record_id, known_on").df()

    def days(self, name: str) -> pd.Series:
        """How many versions of table `name` came in on each day: index known_on, in order."""
        rows = self.connection.execute(
            f"SELECT known_on, count(*) AS rows FROM versions_{name} GROUP BY known_on ORDER BY known_on"
        ).df()
        return pd.Series(rows["rows"].to_numpy(), pd.DatetimeIndex(rows["known_on"]), dtype="int64")

    def sent_twice(self, name: str, since: date) -> pd.DataFrame:
        """Per day after `since` on which table `name` sent anything: rows, and how many of them were sent twice.

        A row is sent twice when it says, word for word, what another row said before it: a new record with
        the content of an older one, or a record sent again unchanged. Columns known_on, rows, twice.
        """
        content = ", ".join(c.name for c in _content(name))
        return self.connection.execute(
            f"WITH new AS (SELECT DISTINCT {content} FROM versions_{name} "
            f"WHERE known_on > DATE '{since}' AND NOT withdrawn) "
            "SELECT known_on, count(*) AS rows, count(*) FILTER (turn > 1) AS twice FROM ("
            f"SELECT v.known_on, row_number() OVER (PARTITION BY {_of('v', content)} "
            f"ORDER BY v.known_on, v.record_id) AS turn FROM versions_{name} v JOIN new n ON {_alike(content)} "
            f"WHERE NOT v.withdrawn) WHERE known_on > DATE '{since}' GROUP BY known_on ORDER BY known_on"
        ).df()

    def codes(self, name: str, until: date) -> dict[str, dict[str, int]]:
        """How often each code of each CODE column of table `name` had come in by `until`."""
        found: dict[str, dict[str, int]] = {}
        for column in [c.name for c in table(name).columns if c.kind is Kind.CODE]:
            sql = (
                f"SELECT {column}, count(*) FROM versions_{name} WHERE {column} IS NOT NULL "
                f"AND known_on <= DATE '{until}' GROUP BY {column}"
            )
            found[column] = dict(self.connection.execute(sql).fetchall())
        return found

    def repeated_incomes(self, months: int) -> pd.DataFrame:
        """Per month of income, of the last `months`: rows, how many repeat the month before, how many say so.

        Columns month (datetime64), rows, repeated, marked. Only amounts above zero count, and only rows whose
        person had an income of the kind in the month before.
        """
        today = f"DATE '{self.until}'"
        return self.connection.execute(
            "WITH monthly AS (SELECT household_id, person_id, income_kind, date_trunc('month', happened_on) AS month, "
            "sum(amount_fen) AS amount, bool_or(coalesce(carried_forward, FALSE)) AS marked FROM versions_incomes "
            f"WHERE {valid_on(today)} AND happened_on > {today} - INTERVAL {months + 2} MONTH "
            "GROUP BY ALL), paired AS (SELECT *, lag(amount) OVER person AS before, lag(month) OVER person AS earlier "
            "FROM monthly WINDOW person AS (PARTITION BY household_id, person_id, income_kind ORDER BY month)) "
            "SELECT month, count(*) AS rows, count(*) FILTER (amount = before) AS repeated, "
            "count(*) FILTER (marked) AS marked FROM paired WHERE amount > 0 AND before > 0 "
            f"AND earlier = month - INTERVAL 1 MONTH AND month > {today} - INTERVAL {months + 1} MONTH "
            "GROUP BY month ORDER BY month"
        ).df()


def _content(name: str) -> list[Column]:
    aside = {"record_id", "known_on", "withdrawn"}
    return [c for c in table(name).all_columns.values() if c.name not in aside]


def _of(row: str, columns: str) -> str:
    return ", ".join(f"{row}.{c}" for c in columns.split(", "))


def _alike(columns: str) -> str:
    return " AND ".join(f"v.{c} IS NOT DISTINCT FROM n.{c}" for c in columns.split(", "))
