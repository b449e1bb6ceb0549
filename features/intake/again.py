"""A file that comes again: only rows of it that still wait go in, and nothing that came later is overwritten."""

from collections.abc import Collection
from dataclasses import dataclass

from features.intake.journal import Batch, Journal, Place
from features.intake.waiting import quarantine


@dataclass(frozen=True)
class Again:
    """The batch that took the very file in last, where its rows still wait, and what later batches added.

    `later` are paths of record files; `corrected` says whether one of them may hold what the file says otherwise.
    """

    before: Batch
    waits: list[Place]
    later: Collection[str]
    corrected: bool

    def rows(self, sheet: str) -> list[int]:
        """The rows of a sheet that wait."""
        return [int(row) for _, name, row in self.waits if name == sheet]


def again(journal: Journal, digest: str, mappings: Collection[str]) -> Again | None:
    """How a file comes again that was taken in by one of `mappings`, and not withdrawn; None if it is new."""
    batches = journal.batches()
    withdrawn = {b.withdraws for b in batches}
    same = [b for b in batches if b.digest == digest and b.mapping in mappings and b.number not in withdrawn]
    if not same:
        return None
    rows = quarantine(journal)
    rows = rows[rows["batch"].isin([b.number for b in same])].drop_duplicates(["batch", "sheet", "row"])
    waits: list[Place] = [
        [int(b), str(s), int(r)] for b, s, r in zip(rows["batch"], rows["sheet"], rows["row"], strict=True)
    ]
    since = [b for b in batches if b.number > same[0].number and b not in same]
    said = [b for b in since if b.withdraws is None and b.number not in withdrawn]
    later = {str(journal.root / final) for b in said for _, final in b.moves if final.startswith("records/")}
    corrected = any(b.tables.get(name, {}).get("changed") for b in since for name in same[0].tables)
    return Again(same[-1], waits, later, corrected)
