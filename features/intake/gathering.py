"""Gathers a store's small batches while nobody takes files in."""

from pathlib import Path

from features.intake.journal import Journal
from features.records import Records


def gather(records: Records) -> list[Path]:
    """Put small batches together (`Records.gather`), none that may be withdrawn; returns the gathered files.

    What a killed intake had committed comes to its place first: its number would lie below a gathered one, where
    nothing is read.
    """
    journal = Journal(records.root)
    with journal.lock():
        return records.gather(keep=journal.files())
