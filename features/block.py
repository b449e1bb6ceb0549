"""The vectors of a block of households as of many dates: what does not change from date to date is done once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from features import by_day, query
from features.assembly import Assembly
from features.feature import Feature
from features.reading import Reading
from features.table import Subject, table

ROWS_AT_ONCE = 75_000  # households x dates in one pass; bounds memory, not results
MOST_DATES = 5  # in one pass: DuckDB goes through so few row by row, where it would sort both sides for more


class BlockAssembly(Assembly):
    """The vectors of households whose ids are whole numbers: `take` some of the dates (see `passes`), then `compute`.

    The values are those of `Assembly`, which does it all date by date. Here groups by day are made once for all
    dates, and the three dozen readings are laid side by side instead of being joined one after the other.
    """

    connection: duckdb.DuckDBPyConnection

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        dates: Sequence[date],
        *,
        visited: bool = False,
        declared: Mapping[str, Feature] | None = None,
    ) -> None:
        super().__init__(connection, dates, visited=visited, declared=declared)
        # Over the joins of all readings DuckDB 2.0 looks for a minute where best to compute what; as written is best.
        connection.execute("SET disabled_optimizers = 'projection_placement'")
        self._make(by_day.TURNS, query.dates_sql(self.turns, []))
        self.lasting = lasting(self.readings)
        self.often = [n for n in self.often if n not in self.lasting]
        for name, reading in self.lasting.items():
            self._make(_placed(name), by_day.placed_sql(table(name), self.dates))
            self._make(_groups(name), self._narrowed(by_day.groups_sql(_placed(name), reading.groups)))

    def _narrowed(self, sql: str) -> str:
        """SQL: the same with sums in 64 bits, which is room for a day of one household and added up in less time."""
        kinds = {row[0]: row[1] for row in self.connection.execute(f"DESCRIBE {sql}").fetchall()}
        narrow = {n: k.replace("HUGEINT", "BIGINT").replace("DECIMAL(38,", "DECIMAL(18,") for n, k in kinds.items()}
        return f"SELECT {', '.join(f'CAST({n} AS {kind}) AS {n}' for n, kind in narrow.items())} FROM ({sql})"

    def passes(self) -> list[list[date]]:
        """The dates in the portions that are computed together."""
        row = self.connection.execute("SELECT count(*) FROM numbered").fetchone()
        size = max(1, min(MOST_DATES, ROWS_AT_ONCE // max(1, row[0] if row else 1)))
        dates = list(self.turns)
        return [dates[i : i + size] for i in range(0, len(dates), size)]

    def take(self, dates: Sequence[date]) -> None:
        """Turn to some of the dates; raises as `check_households` does."""
        self.dates = list(dates)
        self._vectors = pa.table({})  # room: those of the dates before are written
        self.prepare()
        self.check_households()

    def _read(self, reading: Reading) -> str:
        if reading.table not in self.lasting or reading.hidden:
            return super()._read(reading)
        if reading is self.lasting[reading.table]:
            return reading.groups.sql(f"({self._as_of_dates(_groups(reading.table), None)})")
        return reading.sql_of(self._as_of_dates(_placed(reading.table), reading.longest))

    def _as_of_dates(self, name: str, longest: int | None) -> str:
        """SQL: the rows of `name` as of each date that they hold for, with the columns of `dates`."""
        within = "" if longest is None else f" AND r.happened_on > d.before_{longest}m"
        near = " SEMI JOIN spine s ON s.as_of = d.as_of AND s.household_id = r.unit" if self.visited else ""
        return f"SELECT r.*, d.* FROM {name} r JOIN dates d ON d.turn >= r.since AND d.turn < r.until{within}{near}"

    def vectors(self, as_of: date) -> pa.Table:
        """What was computed for one date by household, with all that the features over areas still need."""
        return self._vectors.filter(pc.equal(self._vectors["as_of"], as_of))

    def _put_together(self) -> None:
        self.connection.register("beside", self._laid_beside())
        rows = self.connection.sql(self._joined("beside")).to_arrow_table()
        self.connection.unregister("beside")
        order = pc.sort_indices(rows, [("as_of", "ascending"), ("household_id", "ascending")]).to_numpy()
        brought = bool((order == np.arange(len(order))).all())  # they mostly stand as they were laid
        self._vectors = rows if brought else rows.take(order)

    def _laid_beside(self) -> pa.Table:
        """The spine with the columns of every reading that tells of households."""
        columns = self.connection.sql(
            f"SELECT turn * {TURN} + number AS place, as_of, n.household_id, village_code, township_code "
            "FROM spine s JOIN dates USING (as_of) JOIN numbered n ON n.number = s.household_id ORDER BY place"
        ).to_arrow_table()
        places = columns["place"].to_numpy()
        laid = dict(zip(columns.column_names, columns.columns, strict=True))
        for reading in (r for r in self.readings if not _areal(r)):
            rows = f"SELECT turn * {TURN} + unit AS place, r.* EXCLUDE (as_of, unit)"
            found = self.connection.sql(f"{rows} FROM {reading.name} r JOIN dates USING (as_of) WHERE unit IS NOT NULL")
            laid |= _in_places(found.to_arrow_table(), places)
        return pa.table(laid)

    def _beside(self, some: Sequence[Reading]) -> list[str]:
        return super()._beside([r for r in some if _areal(r)])


def lasting(some: Iterable[Reading]) -> dict[str, Reading]:
    """The tables of which groups by day are made once for all dates, each with the reading that does."""
    return {r.table: r for r in some if r.lasts and by_day.can_be_placed(table(r.table))}


TURN = 10_000_000_000
"""Between the places of one household as of one date and the next: more than there are households."""


def _areal(reading: Reading) -> bool:
    return table(reading.table).subject is Subject.AREA


def _placed(name: str) -> str:
    return f"placed_{name}"


def _groups(name: str) -> str:
    return f"by_day_{name}"


def _in_places(rows: pa.Table, places: np.ndarray) -> dict[str, pa.ChunkedArray]:
    """The columns of `rows`, one row for each of its `place`, in the order of `places` (sorted); null where none is."""
    known = rows["place"].to_numpy()
    at = np.searchsorted(places, known)
    here = np.flatnonzero(places[np.minimum(at, len(places) - 1)] == known) if len(places) else known[:0]
    found = np.full(len(places), -1)
    found[at[here]] = here
    ordered = rows.drop_columns(["place"]).take(pa.array(found, mask=found < 0))
    return dict(zip(ordered.column_names, ordered.columns, strict=True))
