"""The kind of a data-quality rule: SQL that finds what cannot be right, who mends it, and a case on either side."""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cache

from features.declared import Declaration, declared
from features.department import Department
from features.errors import DeclarationError
from features.quality.words import filled
from features.text import Text

EXAMPLE_DAY = date(2026, 6, 30)  # the day on which the examples of all rules stand


class Severity(Enum):
    """How sure a finding is. The value is stored: keep it.

    An ERROR cannot be true. A DOUBT is unlikely and must be looked at. A SITUATION may well be true:
    it needs somebody to act, not a correction, and is counted apart.
    """

    ERROR = "error"
    DOUBT = "doubt"
    SITUATION = "situation"

    @property
    def label(self) -> Text:
        """The severity in words."""
        return {
            Severity.ERROR: Text(zh="错误", en="Error"),
            Severity.DOUBT: Text(zh="存疑", en="Doubt"),
            Severity.SITUATION: Text(zh="需处理", en="To act on"),
        }[self]


@dataclass(frozen=True, kw_only=True)
class Rule(Declaration):
    """A rule. Its definition is its file's docstring, its group the folder.

    `find` selects one row per finding with household_id (or area_code), person_id where a person is
    meant, and the columns that `says` names in braces. It reads the views of `features.quality.views`.
    `fires` and `silent` are records as ascii tables by table: the rule must find something in the one
    and nothing in the other, as of EXAMPLE_DAY.
    """

    label: Text
    says: Text
    severity: Severity
    mends: Department
    find: str
    fires: Mapping[str, str] = field(default_factory=dict)
    silent: Mapping[str, str] = field(default_factory=dict)

    def check_placed(self) -> None:
        """A rule without a case on either side could never fire and nobody would know."""
        if not self.fires or not self.silent:
            raise DeclarationError(f"{self.module}: a rule needs a firing and a silent example")
        if set(_fields(self.says.zh)) != set(_fields(self.says.en)):
            raise DeclarationError(f"{self.module}: says names other columns in Chinese than in English")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of `find` that the sentence uses."""
        return _fields(self.says.zh)

    def words(self, row: Mapping[str, object]) -> Text:
        """The sentence for one finding."""
        return filled(self.says, row)


def _fields(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name, _, _ in string.Formatter().parse(text) if name))


@cache
def rules() -> Mapping[str, Rule]:
    """Every declared rule by name."""
    return declared("features.quality.rules", Rule)
