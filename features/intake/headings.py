"""A part of a file as SQL sees it: its headings, its cells' texts, and what can be wrong with a cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from features.intake.header import plain_heading
from features.intake.reading import Part


@dataclass(frozen=True)
class Fault:
    """A condition under which a row is broken, with where and how."""

    broken: str
    code: str
    heading: str
    column: str
    unit: str = "元"


@dataclass(frozen=True)
class Cell:
    """One of our columns as SQL over the part, and what may be wrong with it."""

    sql: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Headings:
    """Where each heading of the file stands: its place in the part and its column's DuckDB type.

    Column `c<i>` of the part is the cell as received, `t<i>` its cleaned text, `n<i>` the identity
    number in it, written out to 18 digits.
    """

    places: Mapping[str, int]
    kinds: Sequence[str]

    @classmethod
    def of(cls, names: Sequence[str], kinds: Sequence[str]) -> "Headings":
        """`names` as the file has them, with the types of their columns in the same order."""
        return cls({plain_heading(n): i for i, n in enumerate(names)}, kinds)

    def place(self, heading: str) -> int | None:
        """The column's number; None where the file lacks an optional heading."""
        return self.places.get(plain_heading(heading))

    def text(self, heading: str) -> str:
        """The cleaned text under `heading`; NULL where the file lacks an optional heading."""
        place = self.place(heading)
        return "NULL::VARCHAR" if place is None else f"t{place}"

    def number(self, heading: str) -> str:
        """The identity number under `heading`."""
        place = self.place(heading)
        return "NULL::VARCHAR" if place is None else f"n{place}"

    def typed(self, heading: str) -> tuple[str, str]:
        """The column as received, and its type."""
        place = self.place(heading)
        return ("NULL::VARCHAR", "VARCHAR") if place is None else (f"c{place}", self.kinds[place])

    def texts_sql(self, wanted: Sequence[str], numbers: Sequence[str]) -> str:
        """A select of the part `raw` with the cleaned texts and identity numbers of some headings.

        Each step is a select of its own: nested macros would grow beyond every bound.
        """
        there = sorted({p for h in wanted if (p := self.place(h)) is not None})
        persons = sorted({p for h in numbers if (p := self.place(h)) is not None})
        halved = "".join(f", half(c{i}) AS h{i}" for i in there if self._is_text(i))
        cleaned = "".join(f", {self._cleaned(i)} AS t{i}" for i in there)
        stretched = "".join(f", stretched(t{i}) AS m{i}" for i in persons)
        whole = "".join(f", whole_number(m{i}, t{i}) AS n{i}" for i in persons)
        return f"SELECT *{whole} FROM (SELECT *{stretched} FROM (SELECT *{cleaned} FROM (SELECT *{halved} FROM raw)))"

    def _cleaned(self, place: int) -> str:
        """The cell's text; what is typed in the file needs no cleaning."""
        return f"filled(h{place})" if self._is_text(place) else f"CAST(c{place} AS VARCHAR)"

    def _is_text(self, place: int) -> bool:
        return self.kinds[place] == "VARCHAR"


def view_part(connection: duckdb.DuckDBPyConnection, part: Part) -> Headings:
    """Make view `raw` of the part (row, overflow, c0, c1 …) and say where each heading stands."""
    path = str(part.path).replace("'", "''")
    if not part.as_received:
        connection.execute(f"CREATE OR REPLACE TEMP VIEW raw AS SELECT * FROM read_parquet('{path}')")
        return Headings.of(part.names, ["VARCHAR"] * len(part.names))
    described = connection.execute(f"DESCRIBE SELECT * FROM read_parquet('{path}')").fetchall()
    columns = ", ".join('"' + row[0].replace('"', '""') + f'" AS c{i}' for i, row in enumerate(described))
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW raw AS SELECT file_row_number + 1 AS row, FALSE AS overflow, {columns} "
        f"FROM read_parquet('{path}', file_row_number = true)"
    )
    return Headings.of(part.names, [row[1] for row in described])
