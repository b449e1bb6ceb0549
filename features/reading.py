"""How the declared features are read from the tables of records: so many of them as can be in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from features.feature import Feature
from features.query import DATES, DAY, Groups, adds_up_by_day, passing, rows_sql, table_sql
from features.table import table


@dataclass(frozen=True)
class Reading:
    """Features of one table computed in one pass: the same grouping key, and all windowed or none.

    Windowed and unwindowed features are kept apart because the former need only the rows of the
    longest window, which is most of the cost of a long history. `hidden` ones see the rows that models may not.
    """

    table: str
    by: str
    windowed: bool
    evidence: bool
    features: tuple[Feature, ...]
    hidden: bool = False

    @property
    def name(self) -> str:
        """The name of the intermediate table."""
        return f"of_{self.table}_{self.by or 'rows'}_{'window' if self.windowed else 'ever'}{'_all' * self.hidden}"

    @property
    def longest(self) -> int | None:
        """How many months back its features look; None if at all that ever happened."""
        if not self.windowed or not self.features:
            return None
        return max((f.months or 0) + f.ago for f in self.features)

    def sql(self, laid: str = DATES, *, table_laid: bool = False) -> str:
        """The query of this reading, of records laid against `laid` (see DATES and NEAR).

        With `table_laid` the visible rows are there already, as `rows_name` of the table.
        """
        rows = rows_sql(table(self.table), horizon([self], self.table), laid, hidden=self.hidden)
        if table_laid and not self.hidden:
            within = "" if self.longest is None else f" WHERE happened_on > before_{self.longest}m"
            rows = f"SELECT * FROM {rows_name(self.table)} JOIN {DATES} USING (as_of){within}"
        return self.sql_of(rows)

    def sql_of(self, rows: str) -> str:
        """The query of this reading, of `rows` as of each date."""
        if self.by:
            return self.groups.sql_of_rows(rows)
        return table_sql(table(self.table), self.features, rows, evidence=self.evidence)

    @cached_property
    def groups(self) -> Groups:
        """What a reading with a key asks of its groups."""
        return Groups(self.by, self.features, self.table if self.evidence else "")

    @property
    def lasts(self) -> bool:
        """Whether a group is the same as of every date that has the same rows, however old persons are by then."""
        return self.by == DAY and not self.hidden and not any(passing(f) for f in self.features)


def rows_name(name: str) -> str:
    """The intermediate table with the rows of a record table as of each date, and whom they count for."""
    return f"rows_{name}"


def horizon(readings: Sequence[Reading], name: str) -> str:
    """The condition that drops the rows of table `name` that none of the `readings` looks at."""
    longest = {r.longest for r in readings if r.table == name}
    return "" if None in longest else f" AND r.happened_on > d.before_{max(n for n in longest if n is not None)}m"


class _Key(NamedTuple):
    table: str
    by: str
    windowed: bool
    hidden: bool


def readings(features: Sequence[Feature]) -> list[Reading]:
    """How the record features are read, table by table; one reading of each table has its evidence."""
    found: dict[_Key, list[Feature]] = {}
    for feature in features:
        if feature.table:
            key = _Key(feature.table, feature.by, feature.months is not None, feature.fact_only)
            found.setdefault(key, []).append(feature)
    _put_by_day(found)
    bearers = {name: _bearer(name, list(found)) for name in {key.table for key in found}}
    for key in bearers.values():
        found.setdefault(key, [])
    return [
        Reading(*key[:3], evidence=key == bearers[key.table], features=tuple(some), hidden=key.hidden)
        for key, some in sorted(found.items())
        if some or key == bearers[key.table]
    ]


def _put_by_day(found: dict[_Key, list[Feature]]) -> None:
    """Groups by day serve every window, and the features without a key that add up from them."""
    for key in [key for key in found if key.by == DAY and not key.windowed]:
        found[key] += found.pop(key._replace(windowed=True), [])
        for other in [key._replace(by="", windowed=windowed) for windowed in (False, True)]:
            some = found.get(other, [])
            found[key] += [f for f in some if adds_up_by_day(f)]
            found[other] = [f for f in some if not adds_up_by_day(f)]


def _bearer(name: str, keys: Sequence[_Key]) -> _Key:
    """The reading with a table's evidence: over all rows if any feature looks at all rows, without a key of persons."""
    by_day = _Key(name, DAY, windowed=False, hidden=False)
    if by_day in keys:
        return by_day
    ever = any(key.table == name and not key.windowed for key in keys)
    return _Key(name, "", windowed=not ever, hidden=False)
