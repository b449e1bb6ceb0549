"""The kind of a comparison: which two departments speak of the same fact, and who settles a difference."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from features.declared import Declaration, declared
from features.department import Department
from features.errors import DeclarationError
from features.quality.words import filled
from features.text import Text


@dataclass(frozen=True, kw_only=True)
class Comparison(Declaration):
    """A comparison; its definition is its file's docstring.

    `find` selects one row per difference: household_id, person_id where one is meant, `subject` (what
    tells two differences of a household apart: a day, a grant), `weight` from 0 (hardly) to 1 (surely
    wrong), and the columns that `says` names. It reads the views of `features.quality.views`.
    `consent` refuses the comparison for households without a signed consent that still holds.
    """

    label: Text
    says: Text
    first: Department
    second: Department
    to: Department
    days: int
    find: str
    consent: bool = False
    fires: Mapping[str, str] = field(default_factory=dict)
    silent: Mapping[str, str] = field(default_factory=dict)

    def check_placed(self) -> None:
        """A comparison without a case on either side could never find anything and nobody would know."""
        if not self.fires or not self.silent:
            raise DeclarationError(f"{self.module}: a comparison needs a firing and a silent example")
        if self.days < 1:
            raise DeclarationError(f"{self.module}: whoever settles it needs at least a day")

    def words(self, row: Mapping[str, object]) -> Text:
        """The sentence for one difference."""
        return filled(self.says, row)

    @property
    def guarded(self) -> str:
        """`find`, with a consent that holds required where the comparison needs one."""
        if not self.consent:
            return self.find
        return f"SELECT * FROM ({self.find}) WHERE household_id IN (SELECT household_id FROM consented)"


@cache
def comparisons() -> Mapping[str, Comparison]:
    """Every declared comparison by name."""
    return declared("features.comparison.comparisons", Comparison)
