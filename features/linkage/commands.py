"""Commands for who is whom: people entered twice, decisions on them, households over time."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from features.command import in_a_sentence
from features.linkage.decisions import Verdict
from features.linkage.households import EVENT_WORDS, household_history
from features.linkage.merging import undo
from features.linkage.queue import keep_queue
from features.linkage.review import duplicates, read_review, write_review
from features.options import By, Day, Out, Store, day_of, opened
from features.progress import CONSOLE
from features.scope import Scope
from features.sheets import Book

app = typer.Typer()


@app.command("duplicates")
@in_a_sentence
def find_duplicates(store: Store, out: Out = Path("out/quality")) -> None:
    """Look for people entered twice; the review workbook holds names and numbers and opens for its owner only."""
    records = opened(store)
    pairs = duplicates(records)
    keep_queue(records.root, pairs, date.today())
    out.mkdir(parents=True, exist_ok=True)
    path = write_review(records, pairs, out / "review.xlsx", date.today())
    CONSOLE.print(f"待审核 to review: {len(pairs):,}；{path}")


@app.command("review")
@in_a_sentence
def take_review(
    store: Store, workbook: Annotated[Path, typer.Argument(help="The filled review workbook.")], by: By, on: Day = None
) -> None:
    """Take the decisions of a filled review workbook: merge, or remember that two are not one."""
    made = read_review(opened(store), workbook, by=by, on=day_of(on))
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
    undo(opened(store), person, stands_for, by=by, on=day_of(on), why=why)
    CONSOLE.print("已撤销 undone")


@app.command("history")
@in_a_sentence
def show_history(store: Store, out: Out = Path("out/quality"), as_of: Day = None) -> None:
    """Write what became of households: splits, mergers, moves, new heads (history.xlsx)."""
    out.mkdir(parents=True, exist_ok=True)
    found = household_history(opened(store), day_of(as_of), Scope.everything())
    with Book(out / "history.xlsx", title="农户变动 / Households over time") as book:
        sheet = book.sheet("变动 events", ("户标识", "变动 Event", "日期 On", "另一户 Other"), widths=[28, 20, 14, 28])
        for row in found.itertuples(index=False):
            words = EVENT_WORDS[str(row.event)].zh
            sheet.row([row.household_id, words, f"{row.happened_on:%Y-%m-%d}", row.other_household_id])
    CONSOLE.print(f"{len(found):,}条变动 events: {out / 'history.xlsx'}")
