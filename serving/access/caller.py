"""Who asks: the signed-in account or the token, with its role, and the households within its reach."""

from dataclasses import dataclass
from typing import Self

from features.errors import NotAllowedError
from features.privacy import Privacy
from features.scope import Scope
from serving.access.right import Right
from serving.access.role import Identity, Role


@dataclass(frozen=True)
class Within:
    """The households a caller reaches: those in areas that begin with a prefix and, for a helper, only the own.

    No prefix means nothing at all.
    """

    prefixes: tuple[str, ...] = ()
    helper_id: str | None = None

    @classmethod
    def everything(cls) -> Self:
        """For the program's own work, never for a request."""
        return cls(("",))

    @classmethod
    def nothing(cls) -> Self:
        """For whoever is not known yet."""
        return cls(())

    @property
    def scope(self) -> Scope:
        """The areas, for readers of records; a helper's own households are narrower still."""
        return Scope(self.prefixes)

    def covers(self, area_code: str) -> bool:
        """Whether an area of 12 digits lies within."""
        return any(area_code.startswith(p) for p in self.prefixes)


@dataclass(frozen=True, kw_only=True)
class Caller:
    """An account or a token. `name` is what the audit log writes; `department` is set for department staff."""

    name: str
    role: Role
    within: Within
    account_id: int | None = None
    csrf: str = ""
    department: str | None = None
    area_code: str = ""

    def may(self, right: Right) -> bool:
        """Whether the caller's role holds `right`; pages use it to show only what can be done."""
        return self.role.may(right)

    def check_may(self, right: Right) -> None:
        """Raise NotAllowedError unless the caller holds `right`."""
        if not self.may(right):
            raise NotAllowedError(
                f"您的角色（{self.role.label.zh}）没有“{right.label.zh}”的权限，请联系系统管理员",
                f"your role ({self.role.label.en}) may not {right.label.en}; ask the system administrator",
            )

    def sees(self, privacy: Privacy | str) -> bool:
        """Whether information of this class is shown in clear."""
        return Privacy(privacy) in self.role.sees

    def knows(self, identity: Identity) -> bool:
        """Whether this field of a person is shown unmasked."""
        return identity in self.role.identity
