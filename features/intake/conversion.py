"""The SQL that turns one part of a file into rows of our tables, and names every cell that cannot be."""

from typing import Final

from features.errors import MappingError
from features.intake.cells import Cells
from features.intake.headings import Cell, Fault, Headings
from features.sources.export import RECORD, Export, Filling, RowsOf
from features.table import Column, Subject

MADE: Final = ("record_id", "known_on", "withdrawn")
NUMBERED: Final = ("text", "hidden", "hidden_number")  # how numbers are read that Excel may have rounded


class Conversion(Cells):
    """The select that makes the rows of one of our tables out of a part of a file."""

    def __init__(self, export: Export, rows: RowsOf, headings: Headings, received: str) -> None:
        super().__init__(export, rows, headings)
        self.received = received
        self.cells = {name: self._cell(column) for name, column in self.contract.all_columns.items()}

    @property
    def typed_sql(self) -> str:
        """A select of the part `raw` with our columns beside the file's own."""
        made = ", ".join(f"{cell.sql} AS {name}" for name, cell in self.cells.items() if name in self.made)
        return f"SELECT *, {made} FROM ({self._looked_up_sql}) WHERE {self.when_sql}"

    @property
    def _looked_up_sql(self) -> str:
        """The cleaned part with who each row is about (`who`, `home`) and the areas it names."""
        identity = self.export.identity
        person = identity.person if self.contract.subject is not Subject.AREA else ""
        numbers = [] if identity.pseudonyms else [h for h in (person, *self._number_headings) if h]
        texts = self.headings.texts_sql(self._wanted, numbers)
        joins = " ".join(self.joins)
        if not person:
            return f"SELECT t.*{self._found} FROM ({texts}) t {joins}"
        own = self.headings.text(person) if identity.pseudonyms else f"person_key({self.headings.number(person)})"
        who = f"SELECT k.*, coalesce(a.stands_for, k.own) AS who FROM (SELECT *, {own} AS own FROM ({texts})) k "
        who += "LEFT JOIN aliases a ON a.person_id = k.own"
        if identity.pseudonyms and identity.household:
            who = f"SELECT *, {own} AS who FROM ({texts})"
        if identity.household:
            return f"SELECT t.*{self._found} FROM ({who}) t {joins}"
        return (
            f"SELECT t.*, r.household_id AS home{self._found} FROM ({who}) t {joins} "
            "LEFT JOIN register r ON r.person_id = t.who"
        )

    @property
    def _found(self) -> str:
        return "".join(f", p{i}.area_code AS place{i}" for i in range(len(self.joins)))

    @property
    def _wanted(self) -> list[str]:
        """The headings of which the text is needed."""
        fillings = list(self.rows.columns.values())
        named = [h for f in fillings for h in f.headings]
        return [*self.export.identity.headings, *self.rows.when, *named]

    @property
    def _number_headings(self) -> list[str]:
        reads = ("number_fits", "birth", "sex", "hidden_number", "card_names_person")
        return [f.headings[-1] for f in self.rows.columns.values() if f.read in reads and f.headings]

    @property
    def made(self) -> tuple[str, ...]:
        """The names of our columns that come from the file."""
        return tuple(name for name in self.cells if name not in MADE or name in self.rows.columns)

    @property
    def faults(self) -> list[Fault]:
        """Everything that can be wrong with a row, cell by cell."""
        found = [fault for cell in self.cells.values() for fault in cell.faults]
        return [*found, *self._key_faults] + [
            Fault(f"{day} > {limit}", "in_the_future", self._heading_of(day), day) for day, limit in self._latest
        ]

    @property
    def _key_faults(self) -> list[Fault]:
        """Numbers of records that are missing, or of which Excel lost digits: two records would become one."""
        found = []
        for name, filling in ((k, self.rows.columns[k]) for k in self.rows.key if k in self.rows.columns):
            texts = [(h, self.headings.text(h)) for h in filling.headings]
            if name == RECORD or filling.read in NUMBERED:
                found += [Fault(f"rounded({text})", "number_destroyed", heading, name) for heading, text in texts]
            if self.rows.key == (RECORD,):
                found += [Fault(f"{text} IS NULL", "empty", heading, name) for heading, text in texts]
        return found

    @property
    def _latest(self) -> list[tuple[str, str]]:
        """Days and what they must not lie after: nothing is known before it happens or sent before it is known."""
        received = f"DATE '{self.received}'"
        if "known_on" in self.rows.columns:
            return [("happened_on", "known_on"), ("known_on", received)]
        return [("happened_on", received)]

    @property
    def made_sql(self) -> str:
        """A select of `row`, record_id, our columns, and whether anything of them is `broken`."""
        broken = " OR ".join(f"coalesce({f.broken}, FALSE)" for f in self.faults)
        return (
            f"SELECT row, {self.record_sql} AS record_id, {', '.join(self.made)}, ({broken}) AS broken "
            f"FROM ({self.typed_sql})"
        )

    @property
    def record_sql(self) -> str:
        """The record's identity out of the key columns; the same for the same record in every file."""
        prefix = "".join(word[0] for word in self.contract.name.split("_")).upper()
        if self.rows.key == (RECORD,) and self.export.identity.pseudonyms:
            return f"'{prefix}-' || {self._record_text()}"
        parts = [self._record_text() if k == RECORD else f"CAST({k} AS VARCHAR)" for k in self.rows.key]
        joined = ", ".join(f"coalesce({p}, '')" for p in parts)
        name = f"'{self.contract.name}|{self.rows.key[0] if len(self.rows.key) == 1 else ''}'"
        if RECORD in self.rows.key:
            return f"'{prefix}' || left(keyed(concat_ws('|', {name}, {joined})), 24)"
        return f"'{prefix}' || left(md5(concat_ws('|', {name}, {joined})), 24)"

    @property
    def when_sql(self) -> str:
        """The condition that a row of the file says anything for this table."""
        return " AND ".join(f"{self.headings.text(h)} IS NOT NULL" for h in self.rows.when) or "TRUE"

    @property
    def key_words(self) -> str:
        """The key in words, for sentences."""
        return "、".join(self._heading_of(k) for k in self.rows.key)

    def _record_text(self) -> str:
        return self.headings.text(self.rows.columns[RECORD].headings[0])

    def _cell(self, column: Column) -> Cell:
        filling = self.rows.columns.get(column.name)
        if filling is None and column.name in ("household_id", "person_id"):
            return self._key(column)
        if filling is None:
            return Cell(f"NULL::{column.kind.sql}", ())
        if filling.always is not None:
            return self._constant(column, filling.always)
        read = getattr(self, f"_read_{filling.read}")
        cell: Cell = read(column, filling)
        return Cell(cell.sql, (*cell.faults, *self._bounds(column), *self._needed(column, filling)))

    def _constant(self, column: Column, word: str) -> Cell:
        quoted = word.replace("'", "''")
        if column.codes and word not in column.codes:
            raise MappingError(f"{self.export.name}: always = {word!r} is no code of {column.name}")
        return Cell(f"CAST('{quoted}' AS {column.kind.sql})", ())

    def _needed(self, column: Column, filling: Filling) -> tuple[Fault, ...]:
        if not column.required:
            return ()
        empty = " AND ".join(f"{self.headings.text(h)} IS NULL" for h in filling.headings)
        return (self._fault(column, empty, "empty"),)

    def _bounds(self, column: Column) -> tuple[Fault, ...]:
        found = []
        if column.at_least is not None:
            found.append(self._fault(column, f"{column.name} < {column.at_least}", "too_low"))
        if column.at_most is not None:
            found.append(self._fault(column, f"{column.name} > {column.at_most}", "too_high"))
        return tuple(found)

    # --- who ---

    def _key(self, column: Column) -> Cell:
        identity = self.export.identity
        if column.name == "person_id":
            return self._person(column)
        if identity.household:
            text = self.headings.text(identity.household)
            sql = text if identity.pseudonyms else f"household_key({text})"
            rounded = self._fault(column, f"rounded({text})", "number_destroyed")
            return Cell(sql, (self._fault(column, f"{text} IS NULL", "nobody"), rounded))
        text = self.headings.text(identity.person)
        said = f"{text} IS NOT NULL" if identity.pseudonyms else f"is_number({self.headings.number(identity.person)})"
        unknown = Fault(f"home IS NULL AND {said}", "person_unknown", identity.person, column.name)
        return Cell("home", (Fault(f"{text} IS NULL", "nobody", identity.person, column.name), unknown))

    def _person(self, column: Column) -> Cell:
        identity = self.export.identity
        if not identity.person:
            return Cell("NULL::VARCHAR", ())
        if identity.pseudonyms:
            return Cell("who", ())
        text, number = self.headings.text(identity.person), self.headings.number(identity.person)
        # Excel fills the digits it lost with zeros when such a number is turned back into text.
        lost = f"destroyed({text}) OR ({text} LIKE '%000' AND is_number({text}) AND NOT number_fits({number}))"
        faults = [
            self._fault(column, lost, "number_destroyed"),
            self._fault(column, f"NOT is_number({number}) AND NOT destroyed({text})", "number_length"),
        ]
        if self.contract.name == "members":
            faults.append(self._fault(column, f"{text} IS NULL", "nobody"))
        return Cell("who", tuple(faults))
