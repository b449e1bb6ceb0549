"""What departments sent, as pages and interface read it: batches, rows that wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from features.department import Department
from features.errors import NotThereError
from features.intake.journal import Batch, Journal
from features.intake.waiting import quarantine
from features.sources.export import Export
from features.sources.mapping_file import exports
from serving.access.caller import Caller


def journal_of(root: Path) -> Journal:
    """The journal of the run's record store."""
    return Journal(root / "records")


def exports_for(source: str, caller: Caller) -> list[Export]:
    """The exports a caller works with: all of the county's, for department staff and systems their own."""
    own = Department(caller.department) if caller.department else None
    return [one for one in exports(source) if own in (None, one.department)]


@dataclass(frozen=True)
class Received:
    """A batch with whether it was withdrawn since, and how many of its rows still wait."""

    batch: Batch
    withdrawn: bool
    waiting: int


def received(root: Path, own: Sequence[Export], caller: Caller) -> list[Received]:
    """The batches a caller may see, the latest first."""
    journal = journal_of(root)
    batches = journal.batches()
    withdrawn = {b.withdraws for b in batches}
    waits = quarantine(journal).drop_duplicates(["batch", "sheet", "row"])["batch"].value_counts().to_dict()
    names = {export.name for export in own}
    seen = [b for b in batches if b.export in names or caller.department is None]
    return [Received(b, b.number in withdrawn, int(waits.get(b.number, 0))) for b in reversed(seen)]


def batch_of(root: Path, own: Sequence[Export], caller: Caller, number: int) -> Received:
    """One of them; raises NotThereError."""
    for one in received(root, own, caller):
        if one.batch.number == number:
            return one
    raise NotThereError("没有此批次", "there is no such batch")


def waiting_of(root: Path, *, own: Sequence[Export] | None = None, by: str | None = None) -> pd.DataFrame:
    """The faults of rows that wait, of some exports or of what one program sent."""
    journal = journal_of(root)
    rows = quarantine(journal)
    if own is not None:
        rows = rows[rows["export"].isin([export.name for export in own])]
    if by is not None:
        rows = rows[rows["batch"].isin([b.number for b in journal.batches() if b.by == by])]
    return rows
