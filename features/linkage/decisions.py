"""What reviewers decided about pairs of persons: one person, two persons, or a decision taken back.

An append-only file `identity/decisions.jsonl` below the record store; of a pair the last word counts.
Nothing is merged without a line here, and a line "undone" takes a merge back.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from features.errors import IntakeError


class Verdict(Enum):
    """What a reviewer can say of a pair. The value is stored: keep it."""

    SAME = "same"
    DIFFERENT = "different"
    UNDONE = "undone"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One line: `person` is recorded under `stands_for` from now on (SAME), or never (DIFFERENT)."""

    person: str
    stands_for: str
    verdict: Verdict
    by: str
    on: date
    why: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two persons in one order, whoever was named first."""
        first, second = sorted((self.person, self.stands_for))
        return first, second


def must_mean_something(root: Path, decision: Decision) -> None:
    """Raises IntakeError where a decision contradicts itself or there is nothing to undo."""
    if decision.person == decision.stands_for:
        raise IntakeError("a person cannot be compared with itself: name two")
    if not decision.by.strip():
        raise IntakeError("say who decides: --by NAME")
    if decision.verdict is Verdict.UNDONE and decision.pair not in standing(root):
        raise IntakeError("there is no decision on this pair to undo")


def record(root: Path, decision: Decision) -> None:
    """Append a decision; raises IntakeError where it means nothing."""
    must_mean_something(root, decision)
    path = _path(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    line = asdict(decision) | {"verdict": decision.verdict.value, "on": decision.on.isoformat()}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def decisions(root: Path) -> list[Decision]:
    """Every line in the order it was written."""
    path = _path(root)
    if not path.exists():
        return []
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        Decision(**line | {"verdict": Verdict(line["verdict"]), "on": date.fromisoformat(line["on"])}) for line in lines
    ]


def standing(root: Path) -> dict[tuple[str, str], Decision]:
    """The decision that stands for each pair; pairs whose decision was undone are open again."""
    last = {d.pair: d for d in decisions(root)}
    return {pair: d for pair, d in last.items() if d.verdict is not Verdict.UNDONE}


def aliases(root: Path) -> dict[str, str]:
    """Persons recorded under another one's key, by the decisions that stand; chains end at the last one."""
    direct = {d.person: d.stands_for for d in standing(root).values() if d.verdict is Verdict.SAME}
    return {person: _end(person, direct) for person in direct}


def _end(person: str, direct: dict[str, str]) -> str:
    seen = {person}
    while direct.get(person, person) not in seen:
        person = direct[person]
        seen.add(person)
    return person


def _path(root: Path) -> Path:
    return Path(root) / "identity" / "decisions.jsonl"
