"""The records that came in lately, row by row or counted: what monitoring compares with those before."""

from collections.abc import Collection
from datetime import date
from functools import cached_property
from math import ceil
from pathlib import Path

import pandas as pd

from features.engine import connect
from features.records import Records, inside
from features.scope import Scope
from features.table import Kind, Subject, table, tables

ROWS = 200_000
KEPT_ROWS = 2_000_000


class Arrived:
    """A store as it was known on `until`, opened once for many questions; `spill` is a folder for what memory lacks.

    Nothing is copied: every question reads what it asks for from where the batches lie. Of a table with more than
    `most` new rows (`most_kept` where all it ever held is asked), those of a fixed part of the households on file are
    given, so that a large county takes no longer; shares of n rows are then known to about 1 / sqrt(n), which is a
    third of a percent or less.
    """

    def __init__(
        self,
        records: Records,
        until: date,
        scope: Scope | None = None,
        spill: Path | None = None,
        *,
        most: int = ROWS,
        most_kept: int = KEPT_ROWS,
    ) -> None:
        self.until, self.most, self.most_kept = until, most, most_kept
        self.connection = connect(spill)
        records.register_raw(self.connection, known_until=until)
        self.scope = scope or Scope.everything()
        for name in tables():
            self.connection.execute(f"CREATE TEMP VIEW seen_{name} AS SELECT * FROM raw_{name} WHERE {self._own(name)}")

    def _own(self, name: str) -> str:
        """SQL that holds for the rows of a table that lie inside the scope."""
        return inside(table(name), self.scope)

    def rows(self, name: str, since: date) -> pd.DataFrame:
        """The versions of table `name` known after `since`, withdrawals left out; days are datetime64."""
        rows = f"FROM seen_{name} WHERE known_on > DATE '{since}' AND NOT withdrawn"
        some = self._part(name, self._count(rows) / self.most)
        kept = "* EXCLUDE (withdrawn, batch)"
        return self.connection.execute(f"SELECT {kept} {rows} AND {some} ORDER BY record_id, known_on").df()

    def _count(self, rows: str) -> int:
        counted = self.connection.execute(f"SELECT count(*) {rows}").fetchone()
        return int(counted[0]) if counted else 0

    def _part(self, name: str, times: float) -> str:
        """SQL that holds for the rows of a fixed part of the households, where table `name` is so often too large."""
        if times <= 1 or table(name).subject is Subject.AREA:
            return "TRUE"
        return f"household_id IN (SELECT household_id FROM {self._lots} WHERE lot % {ceil(times)} = 0)"

    @cached_property
    def _lots(self) -> str:
        """The name of a table with a number drawn for every household, from its pseudonym alone."""
        self.connection.execute(
            "CREATE TEMP TABLE lots AS SELECT DISTINCT household_id, "
            "('0x' || left(md5(household_id), 8))::BIGINT AS lot FROM seen_households"
        )
        return "lots"

    def standing(self, name: str, columns: Collection[str], since: date) -> pd.DataFrame:
        """Some `columns` of the records of table `name` as they stand, of what happened on `since` or later."""
        late = f"happened_on >= DATE '{since}'"
        return self.connection.execute(
            f"SELECT {', '.join(columns)} FROM ({_standing(name, late)}) "
            f"WHERE {late} AND {self._own(name)} ORDER BY record_id"
        ).df()

    def days(self, name: str) -> pd.Series:
        """How many versions of table `name` came in on each day: index known_on, in order."""
        rows = self.connection.execute(
            f"SELECT known_on, count(*) AS rows FROM seen_{name} GROUP BY known_on ORDER BY known_on"
        ).df()
        return pd.Series(rows["rows"].to_numpy(), pd.DatetimeIndex(rows["known_on"]), dtype="int64")

    def sent_twice(self, name: str, since: date) -> pd.DataFrame:
        """Per day after `since` on which table `name` sent anything: rows, and how many of them were sent twice.

        A row is sent twice when it says, word for word, what another row said before it: a new record with
        the content of an older one, or a record sent again unchanged. Columns known_on, rows, twice.
        """
        content = ", ".join(_content(name))
        ever = f"FROM seen_{name} WHERE NOT withdrawn"
        some = self._part(name, self._count(f"{ever} AND known_on > DATE '{since}'") / self.most)
        new = f"{ever} AND {some} AND known_on > DATE '{since}'"
        # Who sent nothing new repeated nothing. Of each content all rows but the first of all repeat it.
        senders = f"household_id IN (SELECT household_id {new})" if "household_id" in _content(name) else "TRUE"
        return self.connection.execute(
            f"WITH came AS (SELECT known_on, count(*) AS rows {new} GROUP BY known_on), "
            f"said AS (SELECT min(known_on) AS known_on {ever} AND {senders} GROUP BY {content}), "
            "firsts AS (SELECT known_on, count(*) AS firsts FROM said GROUP BY known_on) "
            "SELECT known_on, rows, rows - coalesce(firsts, 0) AS twice "
            "FROM came LEFT JOIN firsts USING (known_on) ORDER BY known_on"
        ).df()

    def codes(self, name: str, until: date) -> dict[str, dict[str, int]]:
        """How often each code of each CODE column of table `name` had come in by `until`."""
        columns = [c.name for c in table(name).columns if c.kind is Kind.CODE]
        if not columns:
            return {}
        rows = self.connection.execute(
            f"SELECT {', '.join(columns)}, count(*) AS rows FROM seen_{name} "
            f"WHERE known_on <= DATE '{until}' GROUP BY ALL"
        ).df()
        return {c: {str(code): int(n) for code, n in rows.groupby(c)["rows"].sum().items()} for c in columns}

    def repeated_incomes(self, months: int) -> pd.DataFrame:
        """Per month of income, of the last `months`: rows, how many repeat the month before, how many say so.

        Columns month (datetime64), rows, repeated, marked. Only amounts above zero count, and only rows whose
        person had an income of the kind in the month before.
        """
        today = f"DATE '{self.until}'"
        some = self._part("incomes", self._count("FROM seen_incomes") / self.most_kept)
        return self.connection.execute(
            f"WITH standing AS ({_standing('incomes', some)}), "
            "monthly AS (SELECT household_id, person_id, income_kind, date_trunc('month', happened_on) AS month, "
            "sum(amount_fen) AS amount, bool_or(coalesce(carried_forward, FALSE)) AS marked FROM standing "
            f"WHERE {self._own('incomes')} AND happened_on > {today} - INTERVAL {months + 2} MONTH "
            "GROUP BY ALL), paired AS (SELECT *, lag(amount) OVER person AS before, lag(month) OVER person AS earlier "
            "FROM monthly WINDOW person AS (PARTITION BY household_id, person_id, income_kind ORDER BY month)) "
            "SELECT month, count(*) AS rows, count(*) FILTER (amount = before) AS repeated, "
            "count(*) FILTER (marked) AS marked FROM paired WHERE amount > 0 AND before > 0 "
            f"AND earlier = month - INTERVAL 1 MONTH AND month > {today} - INTERVAL {months + 1} MONTH "
            "GROUP BY month ORDER BY month"
        ).df()


def _standing(name: str, some: str) -> str:
    """SQL: the last versions, none withdrawn, of the records of a table of which `some` holds for a version.

    The last version is the one that counts, also where it moved the record out of what is looked at.
    """
    mine = f"record_id IN (SELECT record_id FROM seen_{name} WHERE {some})"
    last = "row_number() OVER (PARTITION BY record_id ORDER BY known_on DESC, batch DESC) = 1"
    return f"SELECT * FROM (SELECT * FROM raw_{name} WHERE {mine} QUALIFY {last}) WHERE NOT withdrawn"


def _content(name: str) -> list[str]:
    """The columns of a table that say something: who, when, what."""
    return [c for c in table(name).all_columns if c not in ("record_id", "known_on", "withdrawn")]
