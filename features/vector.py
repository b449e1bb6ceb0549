"""Records and dates become one row per household and date: the vector.

Columns, in order: household_id, as_of, village_code, monitoring_line (CNY per person and year), then
every declared feature by name (float64, people's units, null = UNKNOWN), then for each table that
features read its `<table>__happened_on` and `<table>__known_on`, the latest evidence looked at.
A vector as of a date sees only rows with known_on <= as_of.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from features import query
from features.coverage import Covered
from features.engine import connect
from features.errors import EmptyPopulationError, FingerprintError, RecordStoreError, UnknownAreaError
from features.feature import Feature, Scale, features, in_order
from features.progress import track
from features.records import Records, valid_on
from features.scope import Scope
from features.standard import Standards
from features.table import Subject, table

KEYS = ("household_id", "as_of", "village_code", "monitoring_line")
VISIT_MONTHS = 3  # a household of a "visited" source is assessed on the date that closes its visit's quarter
ROWS_AT_ONCE = 2_000_000  # households x dates per pass; bounds memory, not results


@cache
def fingerprint() -> str:
    """A hash of everything that makes a vector's values: a model fitted on another one is refused."""
    text = json.dumps([_meaning(f) for f in features().values()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _meaning(feature: Feature) -> list:
    """What changes a value or what the models make of it; words may be mended freely."""
    visible = table(feature.table).visible if feature.table else ""
    return [
        *(feature.name, feature.table, list(feature.of), feature.months, feature.ago, feature.where),
        *(feature.by, dict(feature.each), feature.value, feature.when_empty, visible),
        *(feature.over.value if feature.over else None, feature.scale.value, feature.direction.value),
        feature.fact_only,
    ]


@dataclass(frozen=True)
class Vectors:
    """A folder of vectors, one Parquet file per as-of date, and what they were made from."""

    folder: Path

    @property
    def dates(self) -> list[date]:
        """The as-of dates there are."""
        return sorted(date.fromisoformat(p.stem.removeprefix("as_of-")) for p in self.folder.glob("as_of-*.parquet"))

    def read(self, dates: Sequence[date] | None = None) -> pd.DataFrame:
        """The vectors of `dates` (all, if None), ordered by date and household."""
        wanted = self.dates if dates is None else sorted(dates)
        frames = [pd.read_parquet(self.path(d)) for d in wanted]
        if not frames:
            raise EmptyPopulationError(f"{self.folder}: holds no vectors; build them first")
        return pd.concat(frames, ignore_index=True)

    def path(self, as_of: date) -> Path:
        """The file of one date."""
        return self.folder / f"as_of-{as_of}.parquet"

    def check_fingerprint(self) -> None:
        """Raise FingerprintError if the features have changed since these vectors were built."""
        made = json.loads((self.folder / "vectors.json").read_text(encoding="utf-8"))["fingerprint"]
        if made != fingerprint():
            raise FingerprintError(
                f"{self.folder}: built for features {made}, declared now are {fingerprint()}; rebuild"
            )


def build_vectors(
    records: Records,
    dates: Sequence[date],
    folder: Path,
    *,
    standards: Standards,
    scope: Scope | None = None,
) -> Vectors:
    """Build the vectors of all `dates` into `folder`, date by date on disk.

    Dates that are there already are kept when records, features, figures and scope are the same;
    otherwise the folder's vectors are made anew. Raises EmptyPopulationError, UnknownAreaError,
    MissingStandardError, RecordStoreError (a household without members).
    """
    scope = scope or Scope.everything()
    folder.mkdir(parents=True, exist_ok=True)
    made_from = {
        "fingerprint": fingerprint(),
        "records": records.contents(),
        "policy_version": standards.version,
        "scope": list(scope.prefixes),
    }
    _forget_if_other(folder, made_from)
    vectors = Vectors(folder)
    missing = sorted(set(dates) - set(vectors.dates))
    if missing:
        with connect(folder) as connection:
            records.register(connection, scope, known_until=max(missing))
            for some in track(_in_passes(connection, missing), "Vectors 特征向量"):
                assembly = Assembly(connection, some, visited=records.source.cohort == "visited")
                assembly.prepare()
                assembly.check_population()
                assembly.compute(records.coverage, standards)
                for as_of in some:
                    assembly.write(as_of, vectors.path(as_of))
    return vectors


def _forget_if_other(folder: Path, made_from: Mapping) -> None:
    manifest = folder / "vectors.json"
    if not manifest.exists() or json.loads(manifest.read_text(encoding="utf-8")) != made_from:
        for path in folder.glob("as_of-*.parquet"):
            path.unlink()
        manifest.write_text(json.dumps(made_from, indent=1), encoding="utf-8")


def _in_passes(connection: duckdb.DuckDBPyConnection, dates: Sequence[date]) -> list[list[date]]:
    row = connection.execute("SELECT count(DISTINCT household_id) FROM versions_households").fetchone()
    size = max(1, ROWS_AT_ONCE // max(1, row[0] if row else 1))
    size = min(size, 12)  # so that the bar moves
    return [list(dates[i : i + size]) for i in range(0, len(dates), size)]


class Assembly:
    """The vectors of some dates inside one connection that holds `versions_<table>` of every table."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        dates: Sequence[date],
        *,
        visited: bool = False,
        declared: Mapping[str, Feature] | None = None,
    ) -> None:
        self.connection = connection
        self.dates = list(dates)
        self.visited = visited
        self.laid = query.NEAR if visited else query.DATES
        self.features = declared if declared is not None else features()
        self.readings = query.readings(list(self.features.values()))
        self.tables_read = sorted({r.table for r in self.readings})

    def prepare(self) -> None:
        """Make the tables `dates`, `spine`, `near` (visited sources), `persons` and `places`."""
        bounds = query.window_bounds(list(self.features.values()))
        bounds = sorted({*bounds, VISIT_MONTHS})
        self._make("dates", query.dates_sql(self.dates, bounds))
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
            if not counts.get(as_of):
                raise EmptyPopulationError(
                    f"no household is known on {as_of}: load table households or choose another date"
                )
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

    def compute(self, coverage: Sequence[Covered] | None, standards: Standards | None) -> None:
        """Make the table `vector` of all dates. No `coverage`: everything is covered (examples)."""
        for reading in self.readings:
            self._make(reading.name, reading.sql(self.laid))
        self._make_covers(coverage)
        self._make_lines(standards)
        # A view: each date is joined as it is written, so that memory holds the joins of one date only.
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW vector AS {self._joined()}")

    def _make_covers(self, coverage: Sequence[Covered] | None) -> None:
        """Table `covers`: for each date and zone (villages covered alike), a flag per record feature."""
        villages = [r[0] for r in self.connection.execute("SELECT DISTINCT village_code FROM spine").fetchall()]
        signature = {v: _signature(v, coverage) for v in villages}
        zones = {s: n for n, s in enumerate(sorted(set(signature.values())))}
        zone_of = pd.DataFrame({"village_code": villages, "zone": [zones[signature[v]] for v in villages]})
        heard = self._last_known()
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

    def _last_known(self) -> dict[tuple[str, date], date | None]:
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

    def _joined(self) -> str:
        joins = [
            "FROM spine s JOIN zones z USING (village_code) JOIN covers c ON c.as_of = s.as_of AND c.zone = z.zone"
        ]
        joins.append("LEFT JOIN lines l ON l.village_code = s.village_code AND l.as_of = s.as_of")
        for reading in self.readings:
            unit = "s.village_code" if table(reading.table).subject is Subject.AREA else "s.household_id"
            joins.append(f"LEFT JOIN {reading.name} ON {reading.name}.as_of = s.as_of AND {reading.name}.unit = {unit}")
        columns = ["s.household_id", "s.as_of", "s.village_code", "s.township_code", "l.monitoring_line"]
        columns += [query.value_sql(f) for _, f in self._record_features()] + self._evidence()
        sql = f"SELECT {', '.join(columns)} {' '.join(joins)}"
        for layer in in_order(self.features)[1:]:
            derived = ", ".join(query.derived_sql(self.features[n]) for n in layer)
            sql = f"SELECT *, {derived} FROM ({sql})"
        return sql

    def _evidence(self) -> list[str]:
        return [f"{name}__{day}" for name in self.tables_read for day in ("happened_on", "known_on")]

    def select(self, as_of: date) -> str:
        """SQL for the finished vector of one date, columns and rows in their order."""
        names = ", ".join([*KEYS, *self.features, *self._evidence()])
        return f"SELECT {names} FROM vector WHERE as_of = DATE '{as_of}' ORDER BY household_id"

    def write(self, as_of: date, path: Path) -> None:
        """Write one date's vector; it appears whole or not at all."""
        partial = path.with_suffix(".partial")
        target = str(partial).replace("'", "''")
        self.connection.execute(f"COPY ({self.select(as_of)}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
        os.replace(partial, path)


def _signature(village: str, coverage: Sequence[Covered] | None) -> tuple[int, ...]:
    """Which coverage entries hold for a village."""
    return tuple(n for n, c in enumerate(coverage or ()) if village.startswith(c.area_prefix))


def _covers(
    feature: Feature,
    entries: tuple[int, ...],
    coverage: Sequence[Covered] | None,
    as_of: date,
    heard: Mapping[tuple[str, date], date | None],
) -> bool:
    if coverage is None:
        return True
    last_known = heard[(feature.table, as_of)]
    return any(coverage[n].holds(feature, as_of, last_known) for n in entries)


def model_matrix(vectors: pd.DataFrame, names: Sequence[str] | None = None) -> pd.DataFrame:
    """The vector in the models' units: money divided by the monitoring line; float64, NaN = UNKNOWN."""
    chosen = list(names) if names is not None else list(features())
    matrix = vectors[chosen].astype("float64")
    scaled = [n for n in chosen if features()[n].scale is Scale.LINE]
    if scaled:
        matrix[scaled] = matrix[scaled].div(vectors["monitoring_line"].astype("float64"), axis=0)
    return matrix
