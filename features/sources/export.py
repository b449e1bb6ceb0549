"""The mapping of one export: which of its headings fill which columns of our tables. A TOML file a person can read.

::

    [export]
    title_zh = "医保结算明细"
    title_en = "Settled claims"
    department = "medical_insurance"
    basis = "…"                    # on what legal basis, for what purpose the file is received
    files = ["*医保*结算*"]          # names by which the file is recognised
    since = 2024-01-01             # from this day on the export is complete

    [identity]                     # who a row is about, by the headings of the file
    household = "户编号"            # left out: looked up by the person in the register
    person = "证件号码"
    name = "姓名"
    phone = "联系电话"
    card = "残疾人证号"
    pseudonyms = false             # true: household and person are our pseudonyms already

    [[rows]]                       # once for every table that a row of the file fills
    table = "medical_claims"
    key = ["record"]               # our columns (or "record") that make it the same record when it comes again
    when = ["个人负担"]             # only rows where these cells are filled
    [rows.columns]
    record = { from = "结算流水号" }
    happened_on = { from = "结算日期" }
    self_paid_fen = { from = "个人负担", unit = "元" }
    setting = { from = "就诊类别", codes = { "普通门诊" = "outpatient" } }
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatch

from features.department import Department
from features.intake.header import plain_heading
from features.table import Kind, Table, table
from features.text import Text

UNITS = {"元": 100, "分": 1, "万元": 1_000_000, "yuan": 100, "fen": 1, "10k_yuan": 1_000_000}
READS = {
    Kind.TEXT: (
        "text",
        "village",
        "area",
        "household",
        "hidden",
        "hidden_number",
        "hidden_phone",
        "diagnosis",
        "card_kind",
    ),
    Kind.CODE: ("code", "sex"),
    Kind.WHOLE: ("whole", "card_grade"),
    Kind.FEN: ("money",),
    Kind.NUMBER: ("number", "percent"),
    Kind.DATE: ("day", "month_end", "month_start", "year_end", "birth"),
    Kind.YES_NO: ("yes_no", "number_fits", "filled", "phone_fits", "card_fits", "card_names_person"),
}
UNKNOWN = "unknown"  # the code of a word that tells nothing of a column
RECORD = "record"  # the file's own number of a record, kept only as a keyed hash


@dataclass(frozen=True, kw_only=True)
class Filling:
    """How one of our columns is filled: from headings, or with `always` the same word."""

    headings: tuple[str, ...] = ()
    read: str = ""
    unit: str = "元"
    codes: Mapping[str, str] = field(default_factory=dict)
    always: str | None = None


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The headings that say whom a row is about; "" where the export has none."""

    household: str = ""
    person: str = ""
    name: str = ""
    phone: str = ""
    card: str = ""
    pseudonyms: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings it names."""
        return tuple(h for h in (self.household, self.person, self.name, self.phone, self.card) if h)


@dataclass(frozen=True, kw_only=True)
class RowsOf:
    """The rows of one of our tables that an export fills."""

    table: str
    key: tuple[str, ...]
    columns: Mapping[str, Filling]
    when: tuple[str, ...] = ()

    @property
    def contract(self) -> Table:
        """The table's contract."""
        return table(self.table)


@dataclass(frozen=True, kw_only=True)
class Export:
    """One kind of file that a source sends."""

    name: str
    title: Text
    department: Department
    basis: str
    files: tuple[str, ...]
    since: date
    identity: Identity
    rows: tuple[RowsOf, ...]
    digest: str
    optional: frozenset[str] = frozenset()

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading the mapping reads, each once."""
        named = list(self.identity.headings)
        for rows in self.rows:
            named += [*rows.when, *(h for filling in rows.columns.values() for h in filling.headings)]
        return tuple(dict.fromkeys(named))

    @property
    def is_register(self) -> bool:
        """Whether it says which household a person belongs to."""
        return any(rows.table == "members" for rows in self.rows)

    @property
    def all_rows(self) -> tuple[RowsOf, ...]:
        """The rows it fills, and for a register of people the checks of their numbers."""
        if not self.is_register or self.identity.pseudonyms or not self.identity.person:
            return self.rows
        return (*self.rows, self._identity_checks())

    def _identity_checks(self) -> RowsOf:
        person, name, phone, card = (
            self.identity.person, self.identity.name, self.identity.phone, self.identity.card
        )  # fmt: skip
        columns = {"happened_on": Filling(always=self.since.isoformat(), read="day")}
        for column, headings, read in (
            ("number_key", (person,), "hidden_number"),
            ("number_fits", (person,), "number_fits"),
            ("number_born_on", (person,), "birth"),
            ("number_sex", (person,), "sex"),
            ("name_key", (name,), "hidden"),
            ("phone_key", (phone,), "hidden_phone"),
            ("phone_fits", (phone,), "phone_fits"),
            ("card_fits", (card,), "card_fits"),
            ("card_names_person", (card, person), "card_names_person"),
            ("card_kind", (card,), "card_kind"),
            ("card_grade", (card,), "card_grade"),
        ):
            if all(headings):
                columns[column] = Filling(headings=headings, read=read)
        return RowsOf(table="identities", key=("household_id", "person_id"), columns=columns)

    def missing(self, names: tuple[str, ...]) -> list[str]:
        """The headings it needs that a file with `names` lacks."""
        there = {plain_heading(n) for n in names}
        return [h for h in self.headings if plain_heading(h) not in there and h not in self.optional]

    def fits(self, file: str, names: tuple[str, ...]) -> bool:
        """Whether a file of this name and these headings is such an export."""
        return not self.missing(names) and (not self.files or any(fnmatch(file, pattern) for pattern in self.files))
