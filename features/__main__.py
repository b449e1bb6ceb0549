"""`python -m features COMMAND`: files in, checked and compared; no model is needed for any of it."""

import features.environment  # noqa: F401  isort: skip  (first, as in every entry point)

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table as Grid

from features.command import in_a_sentence
from features.comparison.compare import compare
from features.comparison.replies import write_replies, write_tasks
from features.comparison.tasks import Outcome, answer, dispatch, tasks
from features.errors import IntakeError, MappingError
from features.intake.importing import Refused, open_store, received_files, take_in
from features.intake.journal import Batch, Journal
from features.intake.report import write_report
from features.intake.returned import quarantine, write_returned_rows
from features.intake.withdrawal import withdraw
from features.linkage.decisions import Verdict
from features.linkage.households import EVENT_WORDS, household_history
from features.linkage.merging import undo
from features.linkage.review import duplicates, read_review, write_review
from features.progress import CONSOLE
from features.quality.check import check
from features.quality.exemptions import read_exemptions
from features.quality.rule import Severity
from features.quality.workbook import area_names, write_quality
from features.records import Records
from features.scope import Scope
from features.sheets import Book
from features.sources.mapping_file import exports, read_export
from features.sources.proposal import propose

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)

Store = Annotated[Path, typer.Option(help="The record store; made when there is none.")]
Source = Annotated[str, typer.Option(help="A shipped source, or a folder of mapping files.")]
Folder = Annotated[Path, typer.Option(help="Folder of received files, or one file.")]
Out = Annotated[Path, typer.Option(help="Folder for the report.")]
By = Annotated[str, typer.Option(help="The person who does it.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Which day; today if left out.")]


def _opened(store: Path) -> Records:
    """The store; a folder that is none is refused before anything is done."""
    records = Records(store)
    _ = records.source
    return records


def _day(given: datetime | None) -> date:
    return given.date() if given else date.today()


@app.command()
@in_a_sentence
def source(
    files: Annotated[list[Path], typer.Argument(help="Sample files, one of every kind.")],
    name: Annotated[str, typer.Option(help="Name of the source: letters, digits, underscores.")],
    into: Annotated[
        Path | None, typer.Option(help="Folder for the mapping; features/sources/NAME if left out.")
    ] = None,
) -> None:
    """Propose a mapping from sample files; what it could not map stands as TODO in the files."""
    if not name.isidentifier():
        raise MappingError(f"{name!r} is no name for a source: use letters, digits and underscores")
    folder = into or Path(__file__).parent / "sources" / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, proposal in enumerate((p for f in files for p in propose(f)), start=1):
        path = folder / f"{number:02d}_{proposal.table}.toml"
        if path.exists():
            raise MappingError(f"{path}: is there already; name another folder, so that no finished mapping is lost")
        path.write_text(proposal.toml, encoding="utf-8")
        CONSOLE.print(f"[bold]{proposal.file}[/bold] → {proposal.table}: {path}")
        for point in proposal.open:
            CONSOLE.print(f"  待补 to do: {escape(point)}")
        if proposal.unmapped:
            CONSOLE.print(f"  未用到的列 not used: {'、'.join(proposal.unmapped)}")
    CONSOLE.print("补完TODO并核对CHECK后运行 finish TODO, check CHECK, then: python -m features intake --source …")


@app.command()
@in_a_sentence
def check_mapping(files: Annotated[list[Path], typer.Argument(help="Mapping files.")]) -> None:
    """Say whether mapping files are finished."""
    for path in files:
        export = read_export(path)
        CONSOLE.print(f"{path.name}: {export.title.zh}, {len(export.headings)} headings, fills "
                      f"{', '.join(r.table for r in export.all_rows)}")  # fmt: skip


@app.command()
@in_a_sentence
def intake(
    source: Source,
    folder: Folder,
    store: Store,
    out: Out = Path("out/intake"),
    received: Day = None,
    by: By = "",
) -> None:
    """Take files in; every row is accepted, quarantined or already known. Rows to mend come as workbooks."""
    found = exports(source)
    files = received_files(folder)
    if not files:
        raise IntakeError(f"{folder}: holds no files to take in")
    records = open_store(store, source)
    results = take_in(files, found, records, received=_day(received), by=by)
    _, book = write_report(results, _day(received), out)
    returned = write_returned_rows(results, files, out)
    _show(results)
    CONSOLE.print(f"报告 report: {book}")
    for path in returned:
        CONSOLE.print(f"退回修改 rows to mend: {path}")
    if any(isinstance(r, Refused) for r in results):
        raise typer.Exit(1)


def _show(results: list[Batch | Refused]) -> None:
    grid = Grid("文件 file", "读取 read", "接收 accepted", "退回 quarantined", "已有 known", "平账 ties out")
    for result in results:
        if isinstance(result, Refused):
            grid.add_row(result.file, "", "", "", "", "未读入 refused")
            CONSOLE.print(f"[red]未读入 refused[/red] {result.why}", soft_wrap=True, highlight=False)
        else:
            counts = (result.rows_read, result.rows_accepted, result.rows_quarantined, result.rows_known)
            grid.add_row(result.file, *(f"{c:,}" for c in counts), "是 yes" if result.ties_out else "否 NO")
    CONSOLE.print(grid)


@app.command()
@in_a_sentence
def batches(store: Store) -> None:
    """List what was taken in."""
    grid = Grid("批次", "文件", "收到", "接收", "退回", "经手")
    for batch in Journal(store).batches():
        name = f"撤回批次{batch.withdraws}" if batch.withdraws else batch.file
        grid.add_row(
            *(str(batch.number), name, batch.received, f"{batch.rows_accepted:,}"),
            f"{batch.rows_quarantined:,}",
            batch.by,
        )
    CONSOLE.print(grid)


@app.command("quarantine")
@in_a_sentence
def show_quarantine(store: Store) -> None:
    """Say how many rows wait to be mended, by file, column and rule."""
    waiting = quarantine(Journal(store))
    grid = Grid("批次", "文件", "列", "行数", "问题")
    for (batch, file, heading, zh), some in waiting.groupby(["batch", "file", "heading", "zh"]):
        grid.add_row(str(batch), str(file), str(heading), f"{some['row'].nunique():,}", str(zh))
    CONSOLE.print(grid if len(waiting) else "没有待处理的行 nothing waits")


@app.command("withdraw")
@in_a_sentence
def withdraw_batch(
    store: Store, batch: Annotated[int, typer.Option(help="Number of the batch.")], by: By, on: Day = None
) -> None:
    """Take a batch back; its records become what they were before it."""
    done = withdraw(_opened(store), batch, on=_day(on), by=by)
    CONSOLE.print(f"批次{batch}已撤回 withdrawn: {sum(t['changed'] for t in done.tables.values()):,}条记录 records")


@app.command("quality")
@in_a_sentence
def check_quality(store: Store, out: Out = Path("out/quality"), as_of: Day = None) -> None:
    """Run every quality rule and write the quality workbook; needs no model."""
    records = _opened(store)
    checked = check(records, _day(as_of), Scope.everything(), exemptions=read_exemptions(store))
    book, _ = write_quality(checked, records, out, Scope.everything())
    found = checked.findings[checked.findings["exempt"] == ""].groupby("severity").size()
    for severity in Severity:
        CONSOLE.print(f"{severity.label.zh} {severity.label.en}: {found.get(severity.value, 0):,}")
    CONSOLE.print(f"{len(checked.never_fired)}条规则没有发现 rules found nothing; 工作簿 workbook: {book}")


@app.command("compare")
@in_a_sentence
def compare_departments(store: Store, out: Out = Path("out/quality"), as_of: Day = None) -> None:
    """Compare departments, make a task of every new difference, and write all tasks as a workbook."""
    records, on = _opened(store), _day(as_of)
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
    done = answer(store, task, outcome, by=by, on=_day(on), remark=remark)
    CONSOLE.print(f"{done.task}: {Outcome(done.outcome).label.zh} {Outcome(done.outcome).label.en}")


@app.command("reply")
@in_a_sentence
def reply_to_departments(store: Store, source: Source, out: Out = Path("out/replies"), as_of: Day = None) -> None:
    """Write one workbook per department: what was taken in, what waits, what to mend, how differences stand."""
    records, on = _opened(store), _day(as_of)
    journal = Journal(store)
    checked = check(records, on, Scope.everything(), exemptions=read_exemptions(store))
    departments = {e.name: e.department for e in exports(source)}
    waiting = quarantine(journal)
    for path in write_replies(journal.batches(), departments, waiting, checked, tasks(store), out):
        CONSOLE.print(f"回复 reply: {path}")


@app.command("duplicates")
@in_a_sentence
def find_duplicates(store: Store, out: Out = Path("out/quality")) -> None:
    """Look for people entered twice; the review workbook holds names and numbers and opens for its owner only."""
    records = _opened(store)
    pairs = duplicates(records)
    out.mkdir(parents=True, exist_ok=True)
    path = write_review(records, pairs, out / "review.xlsx", date.today())
    CONSOLE.print(f"待审核 to review: {len(pairs):,}；{path}")


@app.command("review")
@in_a_sentence
def take_review(
    store: Store, workbook: Annotated[Path, typer.Argument(help="The filled review workbook.")], by: By, on: Day = None
) -> None:
    """Take the decisions of a filled review workbook: merge, or remember that two are not one."""
    made = read_review(_opened(store), workbook, by=by, on=_day(on))
    same = sum(d.verdict is Verdict.SAME for d in made)
    CONSOLE.print(f"合并 merged: {same:,}；不是同一人 kept apart: {len(made) - same:,}")


@app.command("undo-merge")
@in_a_sentence
def undo_merge(
    store: Store,
    person: Annotated[str, typer.Option(help="The person that was merged.")],
    stands_for: Annotated[str, typer.Option(help="The person it was merged with.")],
    by: By,
    why: Annotated[str, typer.Option(help="Why.")] = "",
    on: Day = None,
) -> None:
    """Take a merge, or a decision 'not a duplicate', back."""
    undo(_opened(store), person, stands_for, by=by, on=_day(on), why=why)
    CONSOLE.print("已撤销 undone")


@app.command("history")
@in_a_sentence
def show_history(store: Store, out: Out = Path("out/quality"), as_of: Day = None) -> None:
    """Write what became of households: splits, mergers, moves, new heads (history.xlsx)."""
    out.mkdir(parents=True, exist_ok=True)
    found = household_history(_opened(store), _day(as_of), Scope.everything())
    with Book(out / "history.xlsx", title="农户变动 / Households over time") as book:
        sheet = book.sheet("变动 events", ("户标识", "变动 Event", "日期 On", "另一户 Other"), widths=[28, 20, 14, 28])
        for row in found.itertuples(index=False):
            sheet.row(
                [
                    row.household_id,
                    EVENT_WORDS[str(row.event)].zh,
                    f"{row.happened_on:%Y-%m-%d}",
                    row.other_household_id,
                ]
            )
    CONSOLE.print(f"{len(found):,}条变动 events: {out / 'history.xlsx'}")


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
