"""The vectors of some dates put together inside one connection, from the versions of records it holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa

from features import query
from features.coverage import Covered
from features.engine import Connection
from features.errors import EmptyPopulationError, RecordStoreError, UnknownAreaError
from features.feature import Feature, features, in_order
from features.reading import Reading, horizon, readings, rows_name
from features.records import valid_on
from features.standard import Standards
from features.table import Subject, table

KEYS = ("household_id", "as_of", "village_code", "monitoring_line")
VISIT_MONTHS = 3  # a household of a "visited" source is assessed on the date that closes its visit's quarter
Heard = Mapping[tuple[str, date], date | None]
"""When each table last sent anything, as of each date."""


class Assembly:
    """The vectors of some dates inside one connection that holds `versions_<table>` of every table."""

    def __init__(
        self,
        connection: Connection,
        dates: Sequence[date],
        *,
        visited: bool = False,
        declared: Mapping[str, Feature] | None = None,
    ) -> None:
        self.connection = connection
        self.dates = sorted(dates)
        self.turns = {as_of: turn for turn, as_of in enumerate(self.dates, 1)}
        self.visited = visited
        self.laid = query.NEAR if visited else query.DATES
        self.features = declared if declared is not None else features()
        self.readings = readings(list(self.features.values()))
        self.tables_read = sorted({r.table for r in self.readings})
        self.often = [n for n in self.tables_read if sum(r.table == n for r in self.readings) > 1]

    def prepare(self) -> None:
        """Make the tables `dates`, `spine`, `near` (visited sources), `persons` and `places`."""
        bounds = query.window_bounds(list(self.features.values()))
        bounds = sorted({*bounds, VISIT_MONTHS})
        self._make("dates", query.dates_sql({d: self.turns[d] for d in self.dates}, bounds))
        self._make("spine", self._spine())
        if self.visited:
            self._make(query.NEAR, query.NEAR_SQL)
        self._make("persons", query.persons_sql(self.laid))
        self._make("places", query.PLACES)

    def _make(self, name: str, sql: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")

    def _make_from(self, name: str, frame: pd.DataFrame) -> None:
        self.connection.register("frame", pa.Table.from_pandas(frame, preserve_index=False))
        self._make(name, "SELECT * FROM frame")
        self.connection.unregister("frame")

    def _spine(self) -> str:
        visited = ""
        if self.visited:
            visited = (
                " SEMI JOIN versions_visits v ON v.household_id = h.household_id AND v.happened_on <= d.as_of "
                f"AND v.happened_on > d.before_{VISIT_MONTHS}m AND {valid_on('d.as_of', 'v')}"
            )
        return (
            "SELECT d.as_of, h.household_id, h.village_code, left(h.village_code, 9) || '000' AS township_code "
            f"FROM versions_households h JOIN dates d ON h.happened_on <= d.as_of AND {valid_on('d.as_of', 'h')} "
            f"AND (h.ended_on IS NULL OR h.ended_on > d.as_of){visited} "
            "QUALIFY row_number() OVER (PARTITION BY d.as_of, h.household_id "
            "ORDER BY h.happened_on DESC, h.known_on DESC, h.record_id DESC) = 1"
        )

    def check_population(self) -> None:
        """Raise unless every date has households, each in a known village and with a member."""
        counts = dict(self.connection.execute("SELECT as_of, count(*) FROM spine GROUP BY as_of").fetchall())
        for as_of in self.dates:
            check_somebody(as_of, counts.get(as_of, 0))
        self.check_households()

    def check_households(self) -> None:
        """Raise unless every household there is lives in a known village and has a member."""
        self._check_areas()
        self._check_members()

    def _check_areas(self) -> None:
        unknown = self.connection.execute(
            "SELECT DISTINCT village_code FROM spine ANTI JOIN versions_areas a ON a.area_code = village_code LIMIT 3"
        ).fetchall()
        if unknown:
            codes = ", ".join(row[0] for row in unknown)
            raise UnknownAreaError(
                f"table households names unknown area code {codes}: add it to table areas or mend it"
            )

    def _check_members(self) -> None:
        row = self.connection.execute(
            "SELECT count(*), min(as_of) FROM spine s ANTI JOIN persons p "
            "ON p.as_of = s.as_of AND p.household_id = s.household_id AND p.is_member"
        ).fetchone()
        if row and row[0]:
            raise RecordStoreError(
                f"{row[0]} times a household has no member (first on {row[1]}): "
                "send its members, or end the household in table households"
            )

    def compute(
        self, coverage: Sequence[Covered] | None, standards: Standards | None, heard: Heard | None = None
    ) -> None:
        """Put the vectors of all dates together. No `coverage`: everything is covered (examples).

        `heard` is asked of the connection's own records if it is not given.
        """
        self._lay_rows()
        for reading in self.readings:
            self._make(reading.name, self._read(reading))
        self._make_covers(coverage, heard or self._last_known())
        self._make_lines(standards)
        self._put_together()

    def _put_together(self) -> None:
        """A view: each date is joined as it is written, so that memory holds the joins of one date only."""
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW vector AS {self._joined('spine')}")

    def _read(self, reading: Reading) -> str:
        return reading.sql(self.laid, table_laid=reading.table in self.often)

    def _lay_rows(self) -> None:
        """Tables that several readings read are laid against the dates once."""
        for name in self.often:
            within = horizon(self.readings, name)
            self._make(rows_name(name), query.rows_sql(table(name), within, self.laid, bounds=False))

    def _make_covers(self, coverage: Sequence[Covered] | None, heard: Heard) -> None:
        """Table `covers`: for each date and zone (villages covered alike), a flag per record feature."""
        villages = [r[0] for r in self.connection.execute("SELECT DISTINCT village_code FROM spine").fetchall()]
        signature = {v: _signature(v, coverage) for v in villages or [""]}
        zones = {s: n for n, s in enumerate(sorted(set(signature.values())))}
        zone_of = pd.DataFrame({"village_code": list(signature), "zone": [zones[s] for s in signature.values()]})
        rows = []
        for s, zone in zones.items():
            for as_of in self.dates:
                flags = {f"covers_{n}": _covers(f, s, coverage, as_of, heard) for n, f in self._record_features()}
                rows.append({"as_of": as_of, "zone": zone} | flags)
        covers = pd.DataFrame(rows)
        self._make_from("zones", zone_of)
        self._make_from("covers", covers)

    def _record_features(self) -> list[tuple[str, Feature]]:
        return [(n, f) for n, f in self.features.items() if f.table]

    def _last_known(self) -> Heard:
        """When each table last sent anything, as of each date: a feed that stopped goes stale."""
        found: dict[tuple[str, date], date | None] = {}
        for name in self.tables_read:
            sql = (
                f"SELECT d.as_of, max(r.known_on) FROM dates d LEFT JOIN versions_{name} r "
                "ON r.known_on <= d.as_of GROUP BY d.as_of"
            )
            found |= {(name, as_of): last for as_of, last in self.connection.execute(sql).fetchall()}
        return found

    def _make_lines(self, standards: Standards | None) -> None:
        places = self.connection.execute("SELECT DISTINCT village_code, as_of FROM spine").fetchall()
        if standards is None:
            lines = pd.DataFrame({"village_code": [p[0] for p in places], "as_of": [p[1] for p in places]})
            lines["monitoring_line"] = np.nan
        else:
            lines = standards.lines([p[0] for p in places], self.dates)
        self._make_from("lines", lines)

    def _joined(self, spine: str) -> str:
        """SQL: the rows of `spine` with every feature."""
        joins = [f"FROM {spine} s JOIN zones z USING (village_code)"]
        joins.append("JOIN covers c ON c.as_of = s.as_of AND c.zone = z.zone")
        joins.append("LEFT JOIN lines l ON l.village_code = s.village_code AND l.as_of = s.as_of")
        joins += self._beside(self.readings)
        columns = ["s.household_id", "s.as_of", "s.village_code", "s.township_code", "l.monitoring_line"]
        columns += self._values + self._evidence()
        sql = f"SELECT {', '.join(columns)} {' '.join(joins)}"
        for layer in in_order(self.features)[1:]:
            derived = ", ".join(query.derived_sql(self.features[n]) for n in layer)
            sql = f"SELECT *, {derived} FROM ({sql})"
        return sql

    @cached_property
    def _values(self) -> list[str]:
        return [query.value_sql(f) for _, f in self._record_features()]

    def _beside(self, some: Sequence[Reading]) -> list[str]:
        """SQL that puts the columns of some readings beside the spine `s`."""
        joins = []
        for reading in some:
            unit = "s.village_code" if table(reading.table).subject is Subject.AREA else "s.household_id"
            joins.append(f"LEFT JOIN {reading.name} ON {reading.name}.as_of = s.as_of AND {reading.name}.unit = {unit}")
        return joins

    def _evidence(self) -> list[str]:
        return [f"{name}__{day}" for name in self.tables_read for day in ("happened_on", "known_on")]

    def select(self, as_of: date) -> str:
        """SQL for the finished vector of one date, columns and rows in their order."""
        names = ", ".join([*KEYS, *self.features, *self._evidence()])
        return f"SELECT {names} FROM vector WHERE as_of = DATE '{as_of}' ORDER BY household_id"


def check_somebody(as_of: date, households: int) -> None:
    """Raise EmptyPopulationError if there are none on a date."""
    if not households:
        raise EmptyPopulationError(f"no household is known on {as_of}: load table households or choose another date")


def _signature(village: str, coverage: Sequence[Covered] | None) -> tuple[int, ...]:
    """Which coverage entries hold for a village."""
    return tuple(n for n, c in enumerate(coverage or ()) if village.startswith(c.area_prefix))


def _covers(
    feature: Feature,
    entries: tuple[int, ...],
    coverage: Sequence[Covered] | None,
    as_of: date,
    heard: Heard,
) -> bool:
    if coverage is None:
        return True
    last_known = heard[(feature.table, as_of)]
    return any(coverage[n].holds(feature, as_of, last_known) for n in entries)
