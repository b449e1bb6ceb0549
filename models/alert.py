"""The declaration of an alert: one mandatory signal of the rule lane, in the words of who sends it."""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from features import condition
from features.declared import Declaration, declared
from features.department import Department
from features.errors import DeclarationError
from features.feature import Feature, features
from features.privacy import Privacy
from features.table import table, tables
from features.text import Text
from features.theme import Theme

LINE = "monitoring_line"  # always there: the vector brings the line of area and date
_STRICTEST_FIRST = (
    Privacy.AUDIT_ONLY,
    Privacy.HEALTH,
    Privacy.MINOR,
    Privacy.FINANCE,
    Privacy.HOUSEHOLD,
    Privacy.PUBLIC,
)


@dataclass(frozen=True)
class Threshold:
    """A figure of a standard (`features.standard`) that a condition compares with.

    `key` picks one of several figures. With `formerly_poor`, the keys "formerly_poor" and "other"
    are taken after what the household is, and the alert's `of` must name `formerly_poor`.
    """

    standard: str
    key: str = ""
    by_formerly_poor: bool = False


@dataclass(frozen=True, kw_only=True)
class Alert(Declaration):
    """One signal that puts a household on the list whatever the model says.

    It fires when `condition` (SQL over the features `of`, the names of `standards` and
    `monitoring_line`) is true and every feature of `of` is known: the unknown never fires, it is
    counted as not checkable. `reason` may state those names, as ``{loans_overdue:.0f}``. `hidden`
    is said instead to roles that may not see health, money or minors. A checked alert returns when
    `evidence` (SQL, greater is graver) has grown or when table `returns_with` has a later event;
    at least one of the two is given. A check no longer speaks after `forgets_after` months (left out:
    the longest window of its features), because then everything it saw has left the window.
    `risk` is the type of risk it points to, a code of
    status_decisions.risk_type (measures are chosen by it); `mended_by` names the measure that mends just this, which
    is proposed before others unless a known fact speaks against it. `guarantee` marks the hard guarantees:
    schooling, insurance, housing, drinking water. `firing` and `silent` are ascii tables of features and figures:
    the conformance test runs both. `unofficial` says that no rule of an authority was found for it.
    """

    label: Text
    reason: Text
    of: tuple[str, ...]
    condition: str
    department: Department
    theme: Theme
    firing: str
    silent: str
    source: Text
    standards: Mapping[str, Threshold] = field(default_factory=dict)
    hidden: Text | None = None
    evidence: str = ""
    returns_with: str = ""
    forgets_after: int | None = None
    risk: str = ""
    mended_by: str = ""
    guarantee: bool = False
    unofficial: bool = False

    def __post_init__(self) -> None:
        self._check_names()
        self._check_words()
        if not self.evidence and not self.returns_with:
            raise DeclarationError(f"{self._what}: say when it returns after a visit: evidence or returns_with")
        if self.risk and self.risk not in table("status_decisions").all_columns["risk_type"].codes:
            raise DeclarationError(f"{self._what}: risk {self.risk!r} is no code of status_decisions.risk_type")
        if self.returns_with and self.returns_with not in tables():
            raise DeclarationError(f"{self._what}: returns_with names {self.returns_with!r}, which is no table")
        if any(t.by_formerly_poor for t in self.standards.values()) and "formerly_poor" not in self.of:
            raise DeclarationError(f"{self._what}: a threshold by former status needs formerly_poor in of")

    @property
    def _what(self) -> str:
        return f"alert {self.name or self.label.en!r}"

    def _check_names(self) -> None:
        for name in self.of:
            if name not in features():
                raise DeclarationError(f"{self._what}: of names {name!r}, which is no feature; see features/catalog")
            if features()[name].privacy is Privacy.AUDIT_ONLY:
                raise DeclarationError(f"{self._what}: {name} may be read by the fairness audit only")
        for sql in filter(None, (self.condition, self.evidence)):
            condition.check_condition(sql, self.names, self._what)
        unused = set(self.of) - condition.names_in(self.condition) - self._needed_elsewhere
        if unused:
            raise DeclarationError(f"{self._what}: names {', '.join(sorted(unused))} in of, but never uses it")

    @property
    def _needed_elsewhere(self) -> set[str]:
        said = {name for words in (self.reason.zh, self.reason.en) for name in placeholders(words)}
        return said | (condition.names_in(self.evidence) if self.evidence else set()) | {"formerly_poor"}

    def _check_words(self) -> None:
        for words in (self.reason.zh, self.reason.en):
            unknown = placeholders(words) - self.names
            if unknown:
                raise DeclarationError(
                    f"{self._what}: the reason states {sorted(unknown)[0]!r}, which it does not know"
                )
            words.format(**dict.fromkeys(self.names, 1.0))
        if self.privacy in (Privacy.HEALTH, Privacy.MINOR, Privacy.FINANCE) and self.hidden is None:
            raise DeclarationError(f"{self._what}: reads {self.privacy.value}; give general words as hidden")

    @property
    def names(self) -> set[str]:
        """Everything condition, evidence and reason may name."""
        return {*self.of, *self.standards, LINE}

    @property
    def privacy(self) -> Privacy:
        """The strictest class among the features it reads."""
        classes = {features()[name].privacy for name in self.of}
        return next(p for p in _STRICTEST_FIRST if p in classes)

    @property
    def memory_months(self) -> int | None:
        """Months for which a visit's finding speaks; None: until the evidence changes."""
        windows = [w for name in self.of for w in windows_behind(features()[name])]
        return self.forgets_after or max(windows, default=None)

    @property
    def tables(self) -> tuple[str, ...]:
        """The record tables behind the first feature of `of`, the one it is about, in alphabetical order."""
        return tuple(sorted(tables_behind(features()[self.of[0]])))


def placeholders(words: str) -> set[str]:
    """The names that a reason states.

    >>> sorted(placeholders("paid {paid:,.0f} of {income:.0f}"))
    ['income', 'paid']
    """
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def tables_behind(feature: Feature) -> set[str]:
    """The record tables that a feature is made of, through whatever it derives from."""
    if feature.table:
        return {feature.table}
    return {one for name in feature.of for one in tables_behind(features()[name])}


def windows_behind(feature: Feature) -> list[int]:
    """The windows, in months back from the date, of a feature and of whatever it derives from."""
    own = [feature.months + feature.ago] if feature.months is not None else []
    return own + [w for name in feature.of for w in windows_behind(features()[name])]


@cache
def alerts() -> Mapping[str, Alert]:
    """Every declared alert by name, in alphabetical order."""
    return declared("models.alerts", Alert)
