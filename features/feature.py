"""The declaration of a feature: one number per household and date, with everything said about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cache
from typing import Final

from features import expression
from features.declared import Declaration, declared
from features.department import Department
from features.errors import DeclarationError
from features.privacy import Privacy
from features.table import Subject, Table, table
from features.text import Text
from features.theme import Theme

UNKNOWN: Final = None  # the value of `when_empty` when silence says nothing
YES_NO: Final = "yes/no"  # the unit of a feature that is 1 (yes) or 0 (no)


class Direction(Enum):
    """Which way the feature moves the return risk, all else equal; the models are held to it."""

    RAISES_RISK = 1
    LOWERS_RISK = -1
    EITHER = 0


class Scale(Enum):
    """How people's units become the models': money is divided by the monitoring line of area and date."""

    AS_IS = "as_is"
    LINE = "line"


class Over(Enum):
    """The area over whose households a derived feature aggregates."""

    VILLAGE = "village_code"
    TOWNSHIP = "township_code"


@dataclass(frozen=True, kw_only=True)
class Example:
    """Records (or, for a derived feature, values) and what the feature must make of them.

    `records` is an ascii table of the feature's table; columns left out are empty. `values` is an
    ascii table of the vector columns named in `of`, one row per household. In an example everything
    is covered.
    """

    expect: Mapping[str, float | None]
    as_of: date | None = None
    records: str = ""
    values: str = ""


@dataclass(frozen=True, kw_only=True)
class Feature(Declaration):
    """One number per household and as-of date.

    Either `table` (records of one table, aggregated) or `of` (other features, by name). `months` is
    the window: records with ``as_of - ago - months < happened_on <= as_of - ago``; None takes all
    that ever happened. `where` keeps some of the rows. `value` is SQL: an aggregate over rows; with
    `by` and `each`, an aggregate over the groups that `each` made; with `of`, a plain expression;
    with `of` and `over`, an aggregate over the area's households. `when_empty` is the value when the
    window is covered and holds no row. `from_snapshots` says that the value is also true of a source
    that only sees a household now and then. A reason is said only of values
    within `said_from` and `said_to` (inclusive, in people's units); `reason_of_none`, if given, is said
    of exactly zero ("nobody works" rather than "0 % work"). `fact_only` is for what would tell a model of the
    procedure itself: it sees all rows of its table, also those that `visible` hides, and only alerts, measures and
    derived features read it.
    """

    label: Text
    reason: Text
    reason_of_none: Text | None = None
    unit: str
    direction: Direction
    theme: Theme
    example: Example
    value: str
    when_empty: float | None
    table: str = ""
    of: tuple[str, ...] = ()
    months: int | None = None
    ago: int = 0
    where: str = ""
    by: str = ""
    each: Mapping[str, str] = field(default_factory=dict)
    over: Over | None = None
    scale: Scale = Scale.AS_IS
    valid_range: tuple[float, float]
    privacy: Privacy = Privacy.HOUSEHOLD
    from_snapshots: bool = False
    said: bool = True
    said_from: float | None = None
    said_to: float | None = None
    fact_only: bool = False

    def sentence(self, value: float) -> Text:
        """The reason with a value in it."""
        words = self.reason_of_none if value == 0 and self.reason_of_none is not None else self.reason
        return Text(zh=words.zh.format(value=value), en=words.en.format(value=value))

    def __post_init__(self) -> None:
        if bool(self.table) == bool(self.of):
            raise DeclarationError(f"feature {self.label.en!r}: give either table or of")
        if self.table:
            self._check_record_feature(table(self.table))
        else:
            self._check_derived_feature()
        self._check_words()

    def _check_record_feature(self, source: Table) -> None:
        what = f"feature {self.label.en!r}"
        if source.leak:
            raise DeclarationError(f"{what}: table {source.name} is an outcome of the procedure (leak list)")
        if bool(self.by) != bool(self.each):
            raise DeclarationError(f"{what}: by and each go together")
        if self.over is not None:
            raise DeclarationError(f"{what}: over is for derived features; use of")
        known = set(source.all_columns) | expression.CONTEXT_COLUMNS
        if source.subject is Subject.PERSON:
            known |= expression.PERSON_COLUMNS
        read = self.columns_read
        expression.check_columns(read, known, what, f"table {source.name}")
        for name in sorted(read & set(source.all_columns)):
            if source.all_columns[name].forbidden:
                raise DeclarationError(
                    f"{what}: column {source.name}.{name} is forbidden as a feature: "
                    "only the fairness audit may read it"
                )
        expression.check_aggregate(self.value, what)
        for one in self.each.values():
            expression.check_aggregate(one, what)
            self._check_sums(one, source)
        if not self.each:
            self._check_sums(self.value, source)

    def _check_sums(self, sql: str, source: Table) -> None:
        """A sum skips empty cells, which would make the unknown zero: sum required columns only."""
        for name in expression.summed_columns(sql):
            column = source.all_columns.get(name)
            if column is not None and not column.required:
                raise DeclarationError(
                    f"feature {self.label.en!r}: sums {source.name}.{name}, which may be empty; "
                    "unknown is never zero: wrap it in coalesce(…) and say why, or require the column"
                )

    def _check_derived_feature(self) -> None:
        what = f"feature {self.label.en!r}"
        if self.months is not None or self.ago or self.where or self.by:
            raise DeclarationError(f"{what}: a derived feature has no window, where or by of its own")
        if self.when_empty is not None:
            raise DeclarationError(
                f"{what}: a derived feature is UNKNOWN when what it needs is; say when_empty=UNKNOWN"
            )
        read = expression.columns(self.value)
        expression.check_columns(read, set(self.of), what, "its of=(…)")
        unused = set(self.of) - read
        if unused:
            raise DeclarationError(f"{what}: names {', '.join(sorted(unused))} in of, but never uses it")
        if self.over is None:
            expression.check_scalar(self.value, what)
        else:
            expression.check_aggregate(self.value, what)

    def _check_words(self) -> None:
        low, high = self.valid_range
        if low > high:
            raise DeclarationError(f"feature {self.label.en!r}: valid_range is upside down")
        if self.unit == YES_NO:
            self._check_yes_no()
        for words in (self.reason.zh, self.reason.en):
            if self.unit != YES_NO and not re.search(r"\{value[^}]*\}", words):
                raise DeclarationError(f"feature {self.label.en!r}: the reason must state its {{value}}")
            words.format(value=1.0)

    def _check_yes_no(self) -> None:
        """The words of a yes-or-no stand without a number, so they must be true of one value only."""
        if self.valid_range != (0, 1):
            raise DeclarationError(f"feature {self.label.en!r}: a yes/no lies in (0, 1)")
        if self.said and (self.said_from == 1) == (self.said_to == 0):
            raise DeclarationError(f"feature {self.label.en!r}: say it of yes (said_from=1) or of no (said_to=0)")

    def check_placed(self) -> None:
        """A name that contradicts its window, or a folder that is no department, stops the import."""
        said = window_in(self.name)
        meant = None if self.months is None else (self.months, self.ago)
        if said != meant and not self.of:
            raise DeclarationError(
                f"{self.module}: the name says a window of {said}, the declaration {meant} (months, ago); "
                "end the name with _<months>m or _<months>m_before_<ago>m"
            )
        if self.folder not in {d.value for d in Department}:
            raise DeclarationError(f"{self.module}: folder {self.folder!r} is not a department")

    @property
    def department(self) -> Department:
        """Whom to telephone about it."""
        return Department(self.folder)

    @property
    def columns_read(self) -> frozenset[str]:
        """The columns of the table that value, where, by and each read (not the names of `each`)."""
        read = set[str]()
        for sql in (self.where, *self.each.values()):
            read |= expression.columns(sql) if sql else set()
        outer = expression.columns(self.value) - set(self.each)
        return frozenset(read | outer | ({self.by} if self.by else set()))


def window_in(name: str) -> tuple[int, int] | None:
    """The (months, ago) that a name says.

    >>> window_in("income_12m_before_3m"), window_in("income_3m"), window_in("rooms")
    ((12, 3), (3, 0), None)
    """
    window = re.search(r"_(\d+)m(?:_before_(\d+)m)?$", name)
    return (int(window[1]), int(window[2] or 0)) if window else None


@cache
def features() -> Mapping[str, Feature]:
    """Every declared feature by name, in alphabetical order: the order of the vector's columns."""
    found = declared("features.catalog", Feature)
    for feature in found.values():
        for name in feature.of:
            if name not in found:
                raise DeclarationError(f"{feature.module}: of names {name!r}, which is no feature")
        said = window_in(feature.name)
        if feature.of and said and said not in [window_in(name) for name in feature.of]:
            raise DeclarationError(f"{feature.module}: the name says a window of {said}, but nothing in of has it")
    in_order(found)
    return found


@cache
def learnable() -> Mapping[str, Feature]:
    """The features that a model may learn from, in the order of the vector's columns."""
    return {name: feature for name, feature in features().items() if not feature.fact_only}


def in_order(found: Mapping[str, Feature]) -> list[list[str]]:
    """The names in layers: each layer needs only the layers before it. Raises on a circle."""
    layers: list[list[str]] = []
    done: set[str] = set()
    while len(done) < len(found):
        layer = [n for n, f in found.items() if n not in done and done.issuperset(f.of)]
        if not layer:
            circle = ", ".join(sorted(set(found) - done))
            raise DeclarationError(f"these features need each other in a circle: {circle}")
        layers.append(layer)
        done |= set(layer)
    return layers
