"""What goes back: differences as tasks for whoever settles them, and one reply workbook per department."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from features.comparison.kind import comparisons
from features.comparison.tasks import Outcome, Task
from features.department import Department
from features.intake.journal import Batch
from features.quality.check import Checked
from features.quality.rule import Severity, rules
from features.sheets import Book

TASKS = (
    *(
        "任务 Task",
        "比对 Comparison",
        "村 Village",
        "户标识",
        "人员标识",
        "差异 Difference",
        "In English",
        "分值 Weight",
    ),
    *("由谁核实 To", "发现 Found", "期限 Due", "状态 State", "结果 Outcome", "经办 By", "备注"),
)
WIDTHS = [16, 26, 16, 26, 26, 50, 50, 8, 16, 12, 12, 12, 24, 12, 24]


def write_tasks(tasks: Sequence[Task], names: Mapping[str, str], on: date, path: Path) -> Path:
    """Every task, open ones first, overdue ones on top; the columns for the outcome are there to be filled."""
    notes = [
        f"部门比对差异，截至{on}：未办结{sum(not t.outcome for t in tasks):,}项，"
        f"其中逾期{sum(t.overdue(on) for t in tasks):,}项。",
        "Differences between departments. Outcomes: " + "; ".join(f"{o.value} = {o.label.en}" for o in Outcome),
    ]
    with Book(path, title="部门比对任务 / Comparison tasks") as book:
        sheet = book.sheet("任务 tasks", TASKS, widths=WIDTHS, notes=notes)
        for task in sorted(tasks, key=lambda t: (bool(t.outcome), not t.overdue(on), -t.weight, t.task)):
            sheet.row(_cells(task, names, on))
    return path


def _cells(task: Task, names: Mapping[str, str], on: date) -> list[object]:
    state = "已办结 settled" if task.outcome else "逾期 overdue" if task.overdue(on) else "待核实 open"
    outcome = Outcome(task.outcome).label.zh if task.outcome else ""
    return [
        *(task.task, comparisons()[task.comparison].label.zh, names.get(task.area_code, task.area_code)),
        *(task.household_id, task.person_id, task.zh, task.en, f"{task.weight:.2f}"),
        *(Department(task.to).label.zh, task.found_on, task.due_on, state, outcome, task.answered_by, task.remark),
    ]


def write_replies(
    batches: Sequence[Batch],
    departments: Mapping[str, Department],
    waiting: pd.DataFrame,
    checked: Checked,
    tasks: Sequence[Task],
    folder: Path,
) -> list[Path]:
    """One workbook per department that sent, must mend or must settle something; `departments` by export.

    It says what was taken in of its files, which rows wait and why, which findings are its own to mend,
    and how the differences that it is part of stand.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for department in Department:
        sent = [b for b in batches if departments.get(b.export) is department and b.withdraws is None]
        rows = waiting[waiting["export"].map(departments.get) == department]
        findings = checked.findings[
            (checked.findings["mends"] == department.value) & (checked.findings["exempt"] == "")
        ]
        own = [t for t in tasks if _concerns(t, department)]
        if sent or len(findings) or own:
            path = folder / f"回复_{department.label.zh}.xlsx"
            written.append(_reply(path, department, sent, rows, findings, own, checked.as_of))
    return written


def _concerns(task: Task, department: Department) -> bool:
    comparison = comparisons()[task.comparison]
    return department in (comparison.first, comparison.second, comparison.to)


def _reply(
    path: Path,
    department: Department,
    sent: Sequence[Batch],
    rows: pd.DataFrame,
    findings: pd.DataFrame,
    tasks: Sequence[Task],
    on: date,
) -> Path:
    title = f"致{department.label.zh}：数据核验反馈（截至{on}）"
    with Book(path, title=title) as book:
        headings = ("文件 File", "收到 Received", "读取 Read", "接收 Accepted", "退回 Quarantined", "已有 Known")
        notes = [title, "不含姓名与证件号码；请按“退回”“待更正”两表更正后重新报送。"]
        sheet = book.sheet("收到 received", headings, widths=[46, 14, 12, 12, 14, 12], notes=notes)
        for b in sent:
            sheet.row([b.file, b.received, b.rows_read, b.rows_accepted, b.rows_quarantined, b.rows_known])
        sheet = book.sheet(
            "退回 quarantined", ("文件", "工作表", "行", "列", "问题", "In English"), widths=[46, 14, 8, 20, 60, 60]
        )
        for row in rows.itertuples(index=False):
            sheet.row([row.file, row.sheet, row.row, row.heading, row.zh, row.en])
        sheet = book.sheet(
            "待更正 to mend",
            ("级别", "规则", "户标识", "人员标识", "问题", "In English"),
            widths=[10, 28, 26, 26, 56, 56],
        )
        for finding in findings.itertuples(index=False):
            label = rules()[str(finding.rule)].label.zh
            severity = Severity(finding.severity).label.zh
            sheet.row([severity, label, finding.household_id, finding.person_id, finding.zh, finding.en])
        sheet = book.sheet("比对 differences", TASKS, widths=WIDTHS)
        for task in tasks:
            sheet.row(_cells(task, {}, on))
    return path
