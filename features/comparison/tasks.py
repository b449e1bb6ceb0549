"""Differences as tasks: who has to settle them, until when, and what came out. An append-only file of events.

`intake/tasks.jsonl` below the record store. A difference is one task however often it is found; a task
that was settled comes back only when the difference is found with another weight or other figures.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path

from features.comparison.kind import comparisons
from features.errors import IntakeError
from features.text import Text


class Outcome(Enum):
    """How a task can end. The value is stored: keep it."""

    FIRST_WRONG = "first_wrong"
    SECOND_WRONG = "second_wrong"
    BOTH_RIGHT = "both_right"
    MISCONDUCT = "misconduct"

    @property
    def label(self) -> Text:
        """The outcome in words."""
        return _LABELS[self]


_LABELS = {
    Outcome.FIRST_WRONG: Text(zh="甲方有误，已更正", en="The first record was wrong and is mended"),
    Outcome.SECOND_WRONG: Text(zh="乙方有误，已更正", en="The second record was wrong and is mended"),
    Outcome.BOTH_RIGHT: Text(zh="两方均无误，情况属实", en="Both are right"),
    Outcome.MISCONDUCT: Text(zh="移交纪检监察", en="Handed to discipline inspection"),
}


@dataclass(frozen=True, kw_only=True)
class Task:
    """A difference that somebody has to settle; `outcome` is "" while it is open."""

    task: str
    comparison: str
    household_id: str
    person_id: str
    area_code: str
    weight: float
    zh: str
    en: str
    to: str
    found_on: date
    due_on: date
    outcome: str = ""
    answered_by: str = ""
    answered_on: date | None = None
    remark: str = ""

    def overdue(self, on: date) -> bool:
        """Whether its clock has run out and nobody has answered."""
        return not self.outcome and self.due_on < on


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What a comparison found."""

    comparison: str
    household_id: str
    person_id: str
    area_code: str
    subject: str
    weight: float
    words: Text

    @property
    def task(self) -> str:
        """The same difference has the same number on every day."""
        parts = (self.comparison, self.household_id, self.person_id, self.subject, self.words.zh)
        return "T" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]


def dispatch(root: Path, differences: Iterable[Difference], on: date) -> list[Task]:
    """Make a task of every difference that is none yet; the new ones, heaviest first."""
    with _alone(root):
        known = {t.task for t in tasks(root)}
        new = []
        for one in sorted(differences, key=lambda d: (-d.weight, d.task)):
            if one.task not in known:
                known.add(one.task)
                new.append(_task(one, on))
        _append(root, [{"event": "found", **_plain(task)} for task in new])
    return new


def _task(one: Difference, on: date) -> Task:
    comparison = comparisons()[one.comparison]
    return Task(
        task=one.task,
        comparison=one.comparison,
        household_id=one.household_id,
        person_id=one.person_id,
        area_code=one.area_code,
        weight=round(one.weight, 3),
        zh=one.words.zh,
        en=one.words.en,
        to=comparison.to.value,
        found_on=on,
        due_on=on + timedelta(days=comparison.days),
    )


def answer(root: Path, task: str, outcome: Outcome, *, by: str, on: date, remark: str = "") -> Task:
    """Settle a task; raises IntakeError if there is none, it is settled already, or nobody signs."""
    if not by.strip():
        raise IntakeError("say who answers: --by NAME")
    with _alone(root):
        found = {t.task: t for t in tasks(root)}.get(task)
        if found is None:
            raise IntakeError(f"there is no task {task}; `python -m features compare` lists them")
        if found.outcome:
            raise IntakeError(f"task {task} was settled on {found.answered_on}: a new difference makes a new task")
        event = {"outcome": outcome.value, "answered_by": by, "answered_on": on.isoformat(), "remark": remark}
        _append(root, [{"event": "answered", "task": task, **event}])
        return next(t for t in tasks(root) if t.task == task)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Nobody else adds a task or settles one meanwhile."""
    path = _path(root).with_suffix(".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def tasks(root: Path) -> list[Task]:
    """Every task with its latest state, in the order it was found."""
    path = _path(root)
    states: dict[str, dict] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        event = json.loads(line)
        event.pop("event")
        states.setdefault(event["task"], {}).update(event)
    return [Task(**_dated(state)) for state in states.values()]


def _plain(task: Task) -> dict:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(task).items()}


def _dated(state: dict) -> dict:
    days = {k: date.fromisoformat(v) for k, v in state.items() if k.endswith("_on") and v}
    return state | days


def _append(root: Path, events: list[dict]) -> None:
    if not events:
        return
    path = _path(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in events))
        file.flush()
        os.fsync(file.fileno())


def _path(root: Path) -> Path:
    return Path(root) / "intake" / "tasks.jsonl"
