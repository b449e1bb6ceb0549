"""What a status of a case is: who holds it, what clock runs, and which moves lead out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from features.declared import Declaration, declared
from features.errors import DeclarationError
from features.table import table
from features.text import Text
from serving.access.right import Right
from serving.cases.asked import Asked
from serving.cases.guards import Guard

STAYS = ""


class Aim(Enum):
    """What a case is on its way to. The value is stored: keep it."""

    IDENTIFICATION = "identification"
    ELIMINATION = "elimination"

    @property
    def label(self) -> Text:
        """The aim on pages."""
        return _AIMS[self]


_AIMS = {
    Aim.IDENTIFICATION: Text(zh="识别纳入", en="Identification"),
    Aim.ELIMINATION: Text(zh="风险消除", en="Elimination of the risk"),
}
BOTH = (Aim.IDENTIFICATION, Aim.ELIMINATION)


@dataclass(frozen=True)
class Clock:
    """How long a status may last: a key of the standard procedure_days, in working or calendar days."""

    key: str
    working: bool = True


@dataclass(frozen=True, kw_only=True)
class Move:
    """One way out of a status, or a step within it (`to` is STAYS).

    `right` is what the caller must hold, `aims` those of a case it is for, `asks` what is filled in,
    `guards` what must hold. `decision` is the code of status_decisions.decision that the move is; `sets_aim`
    changes the case's aim; `consent` is the signed consent that lets the records be compared. `back` marks
    what returns a case to whoever held it before, or breaks it off: it is no task of anybody's.
    """

    name: str
    to: str
    label: Text
    right: Right
    aims: tuple[Aim, ...] = BOTH
    asks: tuple[Asked, ...] = ()
    guards: tuple[Guard, ...] = ()
    decision: str = ""
    sets_aim: Aim | None = None
    consent: bool = False
    back: bool = False

    def __post_init__(self) -> None:
        if self.decision and self.decision not in table("status_decisions").all_columns["decision"].codes:
            raise DeclarationError(f"move {self.name}: {self.decision!r} is no code of status_decisions.decision")


@dataclass(frozen=True, kw_only=True)
class Status(Declaration):
    """A status of a case.

    `place` orders statuses on pages; `held_by` says in words who acts next; `over` marks those that wait
    for nobody; `clock` is None where none runs.
    """

    label: Text
    place: int
    held_by: Text
    moves: tuple[Move, ...]
    clock: Clock | None = None
    over: bool = False

    def move(self, name: str) -> Move | None:
        """The move of that name; None if there is none from here."""
        return next((move for move in self.moves if move.name == name), None)


@cache
def statuses() -> Mapping[str, Status]:
    """Every declared status by name, in the order of the procedure; raises DeclarationError for a move to nowhere."""
    found = declared("serving.cases.statuses", Status)
    for status in found.values():
        names = [move.name for move in status.moves]
        if len(set(names)) < len(names):
            raise DeclarationError(f"{status.module}: two moves have one name")
        for move in status.moves:
            if move.to != STAYS and move.to not in found:
                raise DeclarationError(f"{status.module}: {move.name} leads to {move.to!r}, which is no status")
    return dict(sorted(found.items(), key=lambda item: item[1].place))
