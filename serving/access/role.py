"""What a role is: its rights, how far it reaches, and which personal information it sees in clear."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from features.declared import Declaration, declared
from features.errors import DeclarationError
from features.privacy import Privacy
from features.text import Text
from serving.access.right import Right


class Reach(Enum):
    """How far a role can reach at most; the account says which area, or which helper."""

    NOWHERE = "nowhere"
    OWN_HOUSEHOLDS = "own_households"
    VILLAGE = "village"
    TOWNSHIP = "township"
    COUNTY = "county"

    @property
    def digits(self) -> int:
        """Length of the area prefix an account of this reach has."""
        return {"nowhere": 0, "own_households": 12, "village": 12, "township": 9, "county": 6}[self.value]


class Identity(Enum):
    """What the identity vault holds of a person; the value is stored: keep it."""

    NAME = "name"
    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"
    BANK_ACCOUNT = "bank_account"


OPEN = frozenset({Privacy.PUBLIC, Privacy.HOUSEHOLD})
UNASKED = frozenset({Right.EVERYBODY, Right.SIGNED_IN})


@dataclass(frozen=True, kw_only=True)
class Role(Declaration):
    """A role.

    `sees` are the classes of information shown in clear (the others in general words, `Privacy`),
    `identity` what is shown unmasked of a person. `signs_in` is false for programs, which carry a token.
    `duty` says in a sentence what the role is there for.
    """

    label: Text
    duty: Text
    reach: Reach
    rights: frozenset[Right]
    sees: frozenset[Privacy] = OPEN
    identity: frozenset[Identity] = frozenset()
    signs_in: bool = True

    def __post_init__(self) -> None:
        if self.rights & UNASKED:
            raise DeclarationError(f"role {self.label.en}: {', '.join(r.value for r in UNASKED)} are never granted")
        if Privacy.AUDIT_ONLY in self.sees:
            raise DeclarationError(f"role {self.label.en}: what is for the fairness audit only is shown to nobody")

    def may(self, right: Right) -> bool:
        """Whether the role holds `right`."""
        return right is Right.EVERYBODY or right is Right.SIGNED_IN or right in self.rights


@cache
def roles() -> Mapping[str, Role]:
    """Every declared role by name."""
    return declared("serving.access.roles", Role)
