"""Commands for what departments send: mappings proposed, files taken in, rows that wait, batches taken back."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table as Grid

from features.command import SOME_REFUSED, in_a_sentence
from features.department import Department
from features.errors import IntakeError, MappingError
from features.intake.importing import Refused, Taking, open_store, received_files, take_in
from features.intake.journal import Batch, Journal
from features.intake.pull import pull
from features.intake.report import write_report
from features.intake.returned import leave_out, write_returned_rows
from features.intake.waiting import quarantine
from features.intake.withdrawal import withdraw
from features.options import By, Day, Out, Source, Store, day_of, opened
from features.progress import CONSOLE
from features.scope import Scope
from features.sources.mapping_file import exports_of, read_export
from features.sources.proposal import propose

app = typer.Typer()
Number = Annotated[int, typer.Option(help="Number of the batch.")]
Sender = Annotated[Department | None, typer.Option(help="Only what this department sends.")]


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
    folder = into or Path(__file__).parent.parent / "sources" / name
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
    folder: Annotated[Path, typer.Option(help="Folder of received files, or one file.")],
    store: Store,
    out: Out = Path("out/intake"),
    received: Day = None,
    by: By = "",
    department: Sender = None,
    export: Annotated[str, typer.Option(help="Only this export: the name of its mapping file.")] = "",
    area: Annotated[str, typer.Option(help="Only rows about this area: the first digits of its code.")] = "",
    progress: Annotated[Path | None, typer.Option(help="A file that is told the rows read so far.")] = None,
) -> None:
    """Take files in; every row is accepted, quarantined or already known. Rows to mend come as workbooks."""
    found, files = exports_of(source, department, export), received_files(folder)
    if not files:
        raise IntakeError(f"{folder}: holds no files to take in")
    records = open_store(store, source)
    told = _telling(progress) if progress else None
    how = Taking(received=day_of(received), by=by, scope=Scope((area,)), told=told)
    _report(take_in(files, found, records, how), Journal(store), how, out)


def _telling(path: Path) -> Callable[[str, int], None]:
    """Writes which file is being read and how many rows of it have been."""

    def tell(file: str, rows: int) -> None:
        partial = path.with_suffix(".partial")
        partial.write_text(json.dumps({"file": file, "rows": rows}, ensure_ascii=False), encoding="utf-8")
        os.replace(partial, path)

    return tell


@app.command("pull")
@in_a_sentence
def pull_files(
    source: Source,
    inbox: Annotated[Path, typer.Option(help="Folder into which files are put; below it one per department.")],
    store: Store,
    out: Out = Path("out/intake"),
    quiet: Annotated[int, typer.Option(help="Seconds a file must have been left alone, else it waits.", min=0)] = 60,
    by: By = "daily pull",
    on: Day = None,
) -> None:
    """Take in what came since yesterday, for a daily timer: files move to taken/ or refused/, reports to --out."""
    how = Taking(received=day_of(on), by=by)
    results = pull(inbox, source, open_store(store, source), how, quiet)
    if results:
        _report(results, Journal(store), how, out / f"{how.received}")
    else:
        CONSOLE.print("没有新文件 nothing came")


def _report(results: list[Batch | Refused], journal: Journal, how: Taking, out: Path) -> None:
    """Show and write what became of the files; ends with code `SOME_REFUSED` if one was refused."""
    _, book = write_report(results, how.received, out)
    batches = [r for r in results if isinstance(r, Batch)]
    returned = [path for batch in batches if (path := write_returned_rows(journal, batch, out)) is not None]
    _show(results)
    CONSOLE.print(f"报告 report: {book}")
    for path in returned:
        CONSOLE.print(f"退回修改 rows to mend: {path}")
    if any(isinstance(r, Refused) for r in results):
        raise typer.Exit(SOME_REFUSED)


def _show(results: list[Batch | Refused]) -> None:
    grid = Grid("文件 file", "读取 read", "接收 accepted", "退回 quarantined", "已有 known", "平账 ties out")
    for result in results:
        if isinstance(result, Refused):
            grid.add_row(result.file, "", "", "", "", "未读入 refused")
            CONSOLE.print(f"[red]未读入 refused[/red] {escape(result.why)}", soft_wrap=True, highlight=False)
        else:
            counts = (result.rows_read, result.rows_accepted, result.rows_quarantined, result.rows_known)
            grid.add_row(result.file, *(f"{c:,}" for c in counts), "是 yes" if result.ties_out else "否 NO")
    CONSOLE.print(grid)
    for note in (note for r in results if isinstance(r, Batch) for note in r.notes):
        CONSOLE.print(escape(note), soft_wrap=True, highlight=False)


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


@app.command("leave-out")
@in_a_sentence
def leave_row_out(
    store: Store,
    batch: Number,
    row: Annotated[int, typer.Option(help="The row's number in its file.")],
    why: Annotated[str, typer.Option(help="Why it is given up.")],
    by: By,
    on: Day = None,
    sheet: Annotated[
        str | None, typer.Option(help="The sheet it stands on, if several hold a row of that number.")
    ] = None,
) -> None:
    """Give up a row that waits; who and why stands in the journal."""
    leave_out(opened(store).root, batch, row, on=day_of(on), by=by, why=why, sheet=sheet)
    CONSOLE.print(f"批次{batch}第{row}行不再处理 left out")


@app.command("withdraw")
@in_a_sentence
def withdraw_batch(store: Store, batch: Number, by: By, on: Day = None) -> None:
    """Take a batch back; its records become what they were before it."""
    done = withdraw(opened(store), batch, on=day_of(on), by=by)
    CONSOLE.print(f"批次{batch}已撤回 withdrawn: {sum(t['changed'] for t in done.tables.values()):,}条记录 records")
