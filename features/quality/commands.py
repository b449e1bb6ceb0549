"""Commands for what the records contradict: rules, comparisons between departments, replies."""

from pathlib import Path
from typing import Annotated

import typer

from features.command import in_a_sentence
from features.comparison.compare import compare
from features.comparison.replies import write_replies, write_tasks
from features.comparison.tasks import Outcome, answer, dispatch, tasks
from features.intake.journal import Journal
from features.intake.waiting import quarantine
from features.options import By, Day, Out, Source, Store, day_of, opened
from features.progress import CONSOLE
from features.quality.check import check
from features.quality.exemptions import read_exemptions
from features.quality.rule import Severity
from features.quality.workbook import area_names, write_quality
from features.scope import Scope
from features.sources.mapping_file import exports

app = typer.Typer()


@app.command("quality")
@in_a_sentence
def check_quality(store: Store, out: Out = Path("out/quality"), as_of: Day = None) -> None:
    """Run every quality rule and write the quality workbook; needs no model."""
    records = opened(store)
    checked = check(records, day_of(as_of), Scope.everything(), exemptions=read_exemptions(store))
    book, _ = write_quality(checked, records, out, Scope.everything())
    found = checked.findings[checked.findings["exempt"] == ""].groupby("severity").size()
    for severity in Severity:
        CONSOLE.print(f"{severity.label.zh} {severity.label.en}: {found.get(severity.value, 0):,}")
    CONSOLE.print(f"{len(checked.never_fired)}条规则没有发现 rules found nothing; 工作簿 workbook: {book}")


@app.command("compare")
@in_a_sentence
def compare_departments(store: Store, out: Out = Path("out/quality"), as_of: Day = None) -> None:
    """Compare departments, make a task of every new difference, and write all tasks as a workbook."""
    records, on = opened(store), day_of(as_of)
    new = dispatch(records.root, compare(records, on, Scope.everything()), on)
    out.mkdir(parents=True, exist_ok=True)
    found = tasks(records.root)
    path = write_tasks(found, area_names(records, on, Scope.everything()), on, out / "tasks.xlsx")
    overdue = sum(t.overdue(on) for t in found)
    CONSOLE.print(
        f"新差异 new: {len(new):,}；未办结 open: {sum(not t.outcome for t in found):,}；逾期 overdue: {overdue:,}"
    )
    CONSOLE.print(f"任务 tasks: {path}")


@app.command("answer")
@in_a_sentence
def answer_task(
    store: Store,
    task: Annotated[str, typer.Option(help="Number of the task.")],
    outcome: Annotated[Outcome, typer.Option(help="What came out.")],
    by: By,
    remark: Annotated[str, typer.Option(help="In words.")] = "",
    on: Day = None,
) -> None:
    """Settle a task."""
    done = answer(store, task, outcome, by=by, on=day_of(on), remark=remark)
    CONSOLE.print(f"{done.task}: {Outcome(done.outcome).label.zh} {Outcome(done.outcome).label.en}")


@app.command("reply")
@in_a_sentence
def reply_to_departments(store: Store, source: Source, out: Out = Path("out/replies"), as_of: Day = None) -> None:
    """Write one workbook per department: what was taken in, what waits, what to mend, how differences stand."""
    records, on = opened(store), day_of(as_of)
    journal = Journal(store)
    checked = check(records, on, Scope.everything(), exemptions=read_exemptions(store))
    departments = {e.name: e.department for e in exports(source)}
    waiting = quarantine(journal)
    for path in write_replies(journal.batches(), departments, waiting, checked, tasks(store), out):
        CONSOLE.print(f"回复 reply: {path}")
