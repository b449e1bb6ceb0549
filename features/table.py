"""The contract of a record table: what a department sends, in columns, units, dates and words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from types import MappingProxyType

from features.declared import Declaration, declared
from features.department import Department
from features.errors import DeclarationError
from features.privacy import Privacy
from features.text import Text


class Kind(Enum):
    """The type of a column; the value is its DuckDB type."""

    TEXT = "VARCHAR"
    CODE = "VARCHAR "  # text out of a declared code table; the blank keeps the two members apart
    WHOLE = "BIGINT"
    FEN = "BIGINT "  # money, integer hundredths of the currency unit
    NUMBER = "DOUBLE"
    DATE = "DATE"
    YES_NO = "BOOLEAN"

    @property
    def sql(self) -> str:
        """The DuckDB type."""
        return self.value.strip()


class Subject(Enum):
    """Whom a record is about; the value lists its key columns."""

    HOUSEHOLD = ("household_id",)
    PERSON = ("household_id", "person_id")
    AREA = ("area_code",)


MOST_FEN = 10**15  # ten trillion yuan: nobody has it, and the sums of a day stay within 64 bits


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table.

    `required` columns are never empty. `codes` is the code table of a CODE column. `at_least` and
    `at_most` are inclusive; money is at most `MOST_FEN` where nothing less is named. `forbidden` columns may be read
    by the fairness audit only, never by a feature or a reason.
    """

    name: str
    kind: Kind
    label: Text
    unit: str = ""
    required: bool = False
    codes: Mapping[str, Text] = field(default_factory=dict)
    at_least: float | None = None
    at_most: float | None = None
    privacy: Privacy = Privacy.HOUSEHOLD
    forbidden: bool = False

    def __post_init__(self) -> None:
        if (self.kind is Kind.CODE) != bool(self.codes):
            raise DeclarationError(f"column {self.name}: a CODE column, and only it, has codes")
        if self.kind is Kind.FEN and not self.name.endswith("_fen"):
            raise DeclarationError(f"column {self.name}: money is integer fen; end its name with _fen")
        if self.kind is Kind.FEN and self.at_most is None:
            object.__setattr__(self, "at_most", MOST_FEN)
        if self.kind is Kind.DATE and not self.name.endswith("_on"):
            raise DeclarationError(f"column {self.name}: a day ends with _on")


def _implied(name: str, kind: Kind, zh: str, en: str, *, required: bool = True) -> Column:
    return Column(name=name, kind=kind, label=Text(zh=zh, en=en), required=required)


RECORD_COLUMNS = (
    _implied("record_id", Kind.TEXT, "记录编号", "Record"),
    _implied("happened_on", Kind.DATE, "发生日期", "Happened on"),
    _implied("known_on", Kind.DATE, "获知日期", "Known on"),
    _implied("withdrawn", Kind.YES_NO, "已撤回", "Withdrawn"),
)
KEY_COLUMNS = {
    "household_id": _implied("household_id", Kind.TEXT, "户标识（假名）", "Household (pseudonym)"),
    # A claim or a fee may name only the household; the person is then empty.
    "person_id": _implied("person_id", Kind.TEXT, "人员标识（假名）", "Person (pseudonym)", required=False),
    "area_code": _implied("area_code", Kind.TEXT, "区划代码", "Area code (12 digits)"),
}


@dataclass(frozen=True, kw_only=True)
class Table(Declaration):
    """A department's table.

    `happened` says in words what `happened_on` means here. `sent_every_days` is how often the
    department sends (None: only when something happens, so silence says nothing of the feed).
    `leak` marks a table that is an outcome of the procedure: no feature may read it. `visible` is
    a SQL condition that rows must meet before any feature sees them (leaks inside a table).
    """

    department: Department
    label: Text
    subject: Subject
    happened: Text
    columns: tuple[Column, ...]
    sent_every_days: int | None = None
    leak: bool = False
    visible: str = ""

    def __post_init__(self) -> None:
        names = [c.name for c in self.all_columns.values()]
        own = [c.name for c in self.columns]
        if len(set(own)) != len(own) or len(names) != len(own) + len(self.implied):
            raise DeclarationError(f"table {self.label.en}: a column is declared twice or is implied already")

    @property
    def implied(self) -> tuple[Column, ...]:
        """The columns every table of this subject has: keys, the two dates, identity, withdrawal."""
        return tuple(KEY_COLUMNS[k] for k in self.subject.value) + RECORD_COLUMNS

    @property
    def all_columns(self) -> Mapping[str, Column]:
        """Implied and own columns by name, in order."""
        return MappingProxyType({c.name: c for c in (*self.implied, *self.columns)})


@cache
def tables() -> Mapping[str, Table]:
    """Every declared table by name, in alphabetical order."""
    return declared("features.tables", Table)


def table(name: str) -> Table:
    """The table called `name`; raises DeclarationError naming the tables there are."""
    found = tables().get(name)
    if found is None:
        raise DeclarationError(f"there is no table {name!r}; declared are: {', '.join(tables())}")
    return found
