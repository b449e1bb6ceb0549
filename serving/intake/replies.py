"""What a department gets back: what it has to mend, and how the differences it is part of stand."""

import tempfile
from datetime import date
from pathlib import Path

from pydantic import BaseModel, Field

from features.comparison.kind import comparisons
from features.comparison.tasks import Outcome, Task, tasks
from features.department import Department
from features.quality.rule import rules
from features.scope import Scope
from features.sheets import Book
from serving.answers import Words, words
from serving.reading.quality import results, standing


class ToMend(BaseModel):
    """A finding of a quality rule that this department mends. Households and persons stand under their keys."""

    rule: str
    severity: str
    household_id: str
    person_id: str
    words: Words


class Differing(BaseModel):
    """A difference between two departments, and what came out of it."""

    task: str
    comparison: str
    household_id: str
    person_id: str
    words: Words
    to: str = Field(description="the department that settles it")
    found_on: date
    due_on: date
    overdue: bool
    outcome: str = Field(description=f"one of {', '.join(o.value for o in Outcome)}; empty while it is open")
    answered_on: date | None


class Reply(BaseModel):
    """The reply to a department; `as_of` is the day of the last check, none before the first."""

    department: str
    as_of: date | None
    to_mend: list[ToMend]
    differences: list[Differing]

    @property
    def households(self) -> list[str]:
        """Whom it speaks of, for the audit log."""
        return [one.household_id for one in self.to_mend] + [one.household_id for one in self.differences]


def reply_of(root: Path, department: Department, scope: Scope, today: date) -> Reply:
    """The reply to `department` about the areas in `scope`."""
    found = results(root, today)
    rows = standing(found, scope, department).to_dict("records") if found else []
    own = [t for t in tasks(root / "records") if _concerns(t, department) and _inside(t, scope)]
    return Reply(
        department=department.value,
        as_of=found.as_of if found else None,
        to_mend=[
            ToMend(
                rule=row["rule"],
                severity=row["severity"],
                household_id=row["household_id"],
                person_id=row["person_id"],
                words=Words(zh=row["zh"], en=row["en"]),
            )
            for row in rows
        ],
        differences=[_differing(task, today) for task in own],
    )


def _concerns(task: Task, department: Department) -> bool:
    one = comparisons()[task.comparison]
    return department in (one.first, one.second, one.to)


def _inside(task: Task, scope: Scope) -> bool:
    return any(task.area_code.startswith(prefix) for prefix in scope.prefixes)


def _differing(task: Task, today: date) -> Differing:
    return Differing(
        task=task.task,
        comparison=task.comparison,
        household_id=task.household_id,
        person_id=task.person_id,
        words=Words(zh=task.zh, en=task.en),
        to=task.to,
        found_on=task.found_on,
        due_on=task.due_on,
        overdue=task.overdue(today),
        outcome=task.outcome,
        answered_on=task.answered_on,
    )


MEND = ("规则 Rule", "级别 Severity", "户标识 Household", "人员标识 Person", "问题", "In English")
DIFFER = ("任务 Task", "比对 Comparison", "户标识 Household", "差异", "In English", "期限 Due", "结果 Outcome")


def reply_book(reply: Reply) -> Path:
    """The reply as a workbook in a temporary file; whoever sends it off removes it."""
    folder = Path(tempfile.mkdtemp(prefix="reply-"))
    said = words(Department(reply.department).label)
    title = f"致{said.zh}：待更正与比对结果（截至{reply.as_of or '—'}） / For the {said.en}"
    with Book(folder / "reply.xlsx", title=title) as book:
        sheet = book.sheet("待更正 to mend", MEND, widths=[30, 10, 28, 28, 56, 56], notes=[title])
        for one in reply.to_mend:
            label = rules()[one.rule].label.zh
            sheet.row([label, one.severity, one.household_id, one.person_id, one.words.zh, one.words.en])
        sheet = book.sheet("比对 differences", DIFFER, widths=[18, 28, 28, 56, 56, 12, 26])
        for each in reply.differences:
            outcome = Outcome(each.outcome).label.zh if each.outcome else "待核实 open"
            label = comparisons()[each.comparison].label.zh
            sheet.row([each.task, label, each.household_id, each.words.zh, each.words.en, each.due_on, outcome])
    return folder / "reply.xlsx"
