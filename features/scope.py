"""The areas a reader may see; every reader of records takes one."""

from dataclasses import dataclass
from typing import Self

from features.errors import ScopeError


@dataclass(frozen=True)
class Scope:
    """Area-code prefixes (2, 4, 6, 9 or 12 digits). No prefix means nothing at all.

    >>> Scope(("990101",)).condition("village_code")
    "(village_code LIKE '990101%')"
    """

    prefixes: tuple[str, ...]

    def __post_init__(self) -> None:
        for prefix in self.prefixes:
            if prefix and (not prefix.isdigit() or len(prefix) not in (2, 4, 6, 9, 12)):
                raise ScopeError(f"area prefix {prefix!r}: write 2, 4, 6, 9 or 12 digits of the division code")

    @classmethod
    def everything(cls) -> Self:
        """The whole store: for training and for the county's own weekly run."""
        return cls(("",))

    def condition(self, column: str) -> str:
        """SQL that holds for rows whose area code in `column` lies inside; FALSE when empty."""
        if not self.prefixes:
            return "FALSE"
        return "(" + " OR ".join(f"{column} LIKE '{prefix}%'" for prefix in self.prefixes) + ")"
