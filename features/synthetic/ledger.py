"""How facts become records: late, sometimes first written wrong, sometimes twice, sometimes held up by a feed."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from features.records import Records
from features.synthetic.clock import NEVER, Clock, stream
from features.synthetic.constants import CONSTANTS
from features.table import Kind, table

NOTHING: Final = -1  # a person that a record does not name
FAR: Final = 10**7  # more than any day


@dataclass
class Rows:
    """Rows of one table as numpy columns, each of the same length."""

    columns: dict[str, np.ndarray]

    def __len__(self) -> int:
        return len(self.columns["known_on"])

    def take(self, which: np.ndarray) -> "Rows":
        """Some of the rows."""
        return Rows({name: values[which] for name, values in self.columns.items()})


@dataclass
class Ledger:
    """Gathers the records of one block and writes them, table by table.

    Days are numbers (NEVER: empty); NaN and "" are empty cells; households and persons are numbers
    that `household_ids` and `person_ids` name.
    """

    clock: Clock
    seed: int
    block: int
    household_ids: pa.Array
    person_ids: pa.Array
    tables: dict[str, list[Rows]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def new_records(self, name: str, count: int) -> np.ndarray:
        """So many unused record numbers of a table."""
        first = self.numbers.get(name, 0)
        self.numbers[name] = first + count
        return np.arange(first, first + count)

    def add(
        self,
        name: str,
        *,
        happened_on: np.ndarray,
        lag: np.ndarray | int,
        record: np.ndarray | None = None,
        version: np.ndarray | int = 0,
        **columns: np.ndarray,
    ) -> np.ndarray:
        """Rows that become known `lag` days after `happened_on`; returns their record numbers.

        Versions of one record share its number; a higher `version` is the later word and is never
        known before the earlier one. For a version, `lag` counts from `happened_on` as well.
        """
        count = len(happened_on)
        record = self.new_records(name, count) if record is None else record
        known = np.asarray(happened_on) + np.maximum(lag, 0)
        implied = {
            "record": record,
            "version": np.broadcast_to(version, count),
            "withdrawn": np.zeros(count, dtype=bool),
        }
        rows = Rows({"happened_on": np.asarray(happened_on), "known_on": known, **implied, **columns})
        self.tables.setdefault(name, []).append(rows)
        return record

    def write(self, records: Records) -> None:
        """Append every table as one batch; what is not known on the clock's last day stays out."""
        for name in sorted(self.tables):
            rows = self._gathered(name)
            if name in ERRING:
                rows = self._with_mistakes(name, rows)
            rows = self._in_order(self._held_up(name, rows))
            if len(rows):
                records.append(name, self._arrow(name, rows))

    def _gathered(self, name: str) -> Rows:
        parts = self.tables.pop(name)
        names = list(dict.fromkeys(column for part in parts for column in part.columns))
        return Rows({n: np.concatenate([_column(part, n, parts) for part in parts]) for n in names})

    def _with_mistakes(self, name: str, rows: Rows) -> Rows:
        """Some rows were first written with a wrong amount; some were written twice and taken back."""
        rng = stream(self.seed, self.block, f"mistakes in {name}")
        drawn = rng.random(len(rows))
        single = rows.columns["version"] == 0
        wrong = np.flatnonzero(single & (drawn < CONSTANTS.records.corrected))
        factor = rng.choice([0.1, 0.5, 1.4, 10.0], len(wrong), p=[0.3, 0.3, 0.2, 0.2])
        right = rows.take(wrong)
        right.columns["known_on"] = right.columns["known_on"] + rng.integers(15, 100, len(wrong))
        right.columns["version"] = right.columns["version"] + 100
        for column in ERRING[name]:
            values = rows.columns[column].copy()
            values[wrong] = np.round(values[wrong] * factor).astype(values.dtype)
            rows.columns[column] = values
        twice = np.flatnonzero(single & (drawn > 1 - CONSTANTS.records.withdrawn))
        double, back = rows.take(twice), rows.take(twice)
        double.columns["record"] = back.columns["record"] = self.new_records(name, len(twice))
        back.columns["known_on"] = back.columns["known_on"] + rng.integers(10, 70, len(twice))
        back.columns["version"], back.columns["withdrawn"] = (
            back.columns["version"] + 100,
            np.ones(len(twice), dtype=bool),
        )
        return _stacked([rows, right, double, back])

    def _held_up(self, name: str, rows: Rows) -> Rows:
        """While a feed stops nothing arrives; then all of it within three days, in the order it was made."""
        for tables, stops, resumes in _stops(self.clock):
            if name in tables:
                known = rows.columns["known_on"]
                inside = (known >= stops) & (known < resumes)
                late = resumes + (known - stops) * 3 // (resumes - stops)
                rows.columns["known_on"] = np.where(inside, late, known)
        return rows

    def _in_order(self, rows: Rows) -> Rows:
        """Versions in their order, each known no earlier than the one before; the later of one day counts."""
        columns = rows.columns
        rows = rows.take(np.lexsort((columns["version"], columns["record"])))
        record, known = rows.columns["record"], rows.columns["known_on"]
        rank = np.cumsum(np.concatenate([[0], np.diff(record) != 0])) if len(record) else record
        known = np.maximum.accumulate(rank * FAR + known) - rank * FAR
        rows.columns["known_on"] = known
        last_of_day = np.ones(len(rows), dtype=bool)
        last_of_day[:-1] = (np.diff(record) != 0) | (np.diff(known) != 0)
        rows = rows.take(last_of_day & (known <= self.clock.last_day))
        return rows.take(np.lexsort((rows.columns["version"], rows.columns["record"], rows.columns["known_on"])))

    def _arrow(self, name: str, rows: Rows) -> pa.Table:
        contract = table(name)
        made = {}
        for column in contract.all_columns.values():
            if column.name == "record_id":
                made["record_id"] = _record_ids(name, self.block, rows.columns["record"])
            elif column.name == "household_id":
                made["household_id"] = self.household_ids.take(pa.array(rows.columns["household"]))
            elif column.name == "person_id":
                persons = rows.columns["person"]
                made["person_id"] = self.person_ids.take(pa.array(persons, mask=persons == NOTHING))
            elif column.name in rows.columns:
                made[column.name] = _cells(rows.columns[column.name], column.kind)
        return pa.table(made)


ERRING: Final = {
    "incomes": ("amount_fen",),
    "medical_claims": ("total_fen", "fund_paid_fen", "self_paid_fen", "self_paid_in_catalogue_fen"),
    "production_costs": ("amount_fen",),
    "schooling": ("fees_fen",),
    "harvests": ("sold_fen",),
    "disasters": ("loss_fen",),
    "loans": ("amount_fen",),
}
"""The columns in which a clerk errs, by table."""


def _stops(clock: Clock) -> list[tuple[tuple[str, ...], int, int]]:
    """The planted stops of feeds: tables, first day without news, first day with news again."""
    feeds, last = CONSTANTS.feeds, clock.last_day
    return [
        (("employment_spells", "wage_arrears"), last - feeds.work_stops, last - feeds.work_resumes),
        (("medical_claims", "insurance_enrolments"), last - feeds.medical_stops, last - feeds.medical_resumes),
    ]


def _column(part: Rows, name: str, parts: list[Rows]) -> np.ndarray:
    """A column of a part, empty where the part lacks it."""
    if name in part.columns:
        return part.columns[name]
    kind = next(p.columns[name] for p in parts if name in p.columns).dtype
    if name.endswith("_on"):
        return np.full(len(part), NEVER)
    return np.full(len(part), np.nan if kind.kind == "f" else ("" if kind.kind == "U" else 0), dtype=kind)


def _stacked(parts: list[Rows]) -> Rows:
    return Rows({n: np.concatenate([p.columns[n] for p in parts]) for n in parts[0].columns})


def _record_ids(name: str, block: int, record: np.ndarray) -> pa.Array:
    prefix = "".join(word[0] for word in name.split("_")).upper() + name[1]
    return pc.binary_join_element_wise(
        pa.scalar(f"{prefix}{block}"), pa.array(record).cast(pa.string()), pa.scalar("-")
    )


def _cells(values: np.ndarray, kind: Kind) -> pa.Array:
    if kind is Kind.DATE:
        return pa.array(values.astype(np.int32), mask=values == NEVER).cast(pa.date32())
    if values.dtype.kind == "f":
        return pa.array(values, mask=np.isnan(values))
    if values.dtype.kind in ("U", "O"):
        return pa.array(values, type=pa.string(), mask=values == "")
    return pa.array(values)


def fen(yuan: np.ndarray) -> np.ndarray:
    """CNY as integer fen."""
    return np.round(np.asarray(yuan) * 100).astype(np.int64)


def chosen(words: list[str], number: np.ndarray) -> np.ndarray:
    """The word for each number."""
    return np.array(words)[number]


def lags(rng: np.random.Generator, count: int, low: int, high: int, late: float = 0.0, by: int = 45) -> np.ndarray:
    """Days until known: between `low` and `high`, and for a share `late` up to `by` days more."""
    days = rng.integers(low, high + 1, count)
    return days + (rng.random(count) < late) * rng.integers(5, by + 6, count)
