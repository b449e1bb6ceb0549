"""What was taken in: one JSON file per batch, whose appearance is the batch's commit.

Below a record store::

    intake/batches/000012.json        one batch: file, rows, fates, the Parquet files it adds
    intake/quarantine/000012.parquet  its rows that wait to be mended (no values, only where and why)
    intake/quarantine/000012.waiting  what stands in them, encrypted (see `features.intake.waiting`)
    intake/staged/…                   what is being prepared; left over only if a process was killed
    identity/000012.sealed            names and numbers, encrypted (see `features.linkage.register`)
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from features.errors import IntakeError

Place = list[Any]  # where a row that waits stands: batch, sheet, row


@dataclass(frozen=True, kw_only=True)
class Batch:
    """One file (or one withdrawal) that was taken in. `rows_…` count rows of the file.

    `areas` are the area-code prefixes for which it was sent, `answered` the rows of earlier batches that wait no more.
    `faults` are the first of them (the quarantine has all), `kinds` counts all: heading, code, zh, en, times.
    """

    number: int
    source: str
    export: str
    file: str
    digest: str
    received: str
    mapping: str = ""
    by: str = ""
    withdraws: int | None = None
    rows_read: int = 0
    rows_accepted: int = 0
    rows_quarantined: int = 0
    rows_known: int = 0
    rows_without_content: int = 0
    tables: dict[str, dict[str, int]] = field(default_factory=dict)
    faults: list[dict[str, Any]] = field(default_factory=list)
    kinds: list[list[Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    moves: list[list[str]] = field(default_factory=list)
    answered: list[Place] = field(default_factory=list)
    areas: list[str] = field(default_factory=lambda: [""])

    @property
    def ties_out(self) -> bool:
        """Whether every row that was read has exactly one fate."""
        fates = self.rows_accepted + self.rows_quarantined + self.rows_known + self.rows_without_content
        return self.rows_read == fates

    @property
    def records_changed(self) -> int:
        """New and changed records over all tables."""
        return sum(t["new"] + t["changed"] for t in self.tables.values())


class Journal:
    """The batches of the record store at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self.folder = self.root / "intake" / "batches"
        self.staging = self.root / "intake" / "staged"

    @contextmanager
    def lock(self, *, wait: bool = True) -> Iterator[None]:
        """Only one process takes files in. What a killed one left is finished or cleared first.

        Others wait; without `wait` they are refused with an IntakeError.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.root / "intake" / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise IntakeError("files are being taken in just now: try again in a minute") from None
            self.recover()
            yield

    def batches(self) -> list[Batch]:
        """Every batch, oldest first."""
        return [Batch(**json.loads(p.read_text(encoding="utf-8"))) for p in sorted(self.folder.glob("*.json"))]

    def files(self) -> set[str]:
        """The names of all files of records that batches added."""
        finals = (final for batch in self.batches() for _, final in batch.moves)
        return {Path(final).name for final in finals if final.startswith("records/")}

    def batch(self, number: int) -> Batch:
        """Batch `number`; raises IntakeError if there is none."""
        path = self.folder / f"{number:06d}.json"
        if not path.exists():
            raise IntakeError(f"there is no batch {number}; `python -m features batches` lists them")
        return Batch(**json.loads(path.read_text(encoding="utf-8")))

    def next_number(self) -> int:
        """The number of the next batch."""
        last = max((int(p.stem) for p in self.folder.glob("*.json")), default=0)
        return last + 1

    def stage(self) -> Path:
        """An empty folder in which the next batch is prepared."""
        folder = self.staging / f"{self.next_number():06d}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def commit(self, batch: Batch) -> None:
        """Make `batch` happen: after this line it will be whole whatever is killed, before it, not at all."""
        path = self.folder / f"{batch.number:06d}.json"
        for staged, _ in batch.moves:
            _sync(self.root / staged)
        partial = path.with_suffix(".partial")
        partial.write_text(json.dumps(asdict(batch), ensure_ascii=False, indent=1), encoding="utf-8")
        _sync(partial)
        os.replace(partial, path)
        _sync(self.folder)
        self._publish(batch)

    def recover(self) -> None:
        """Finish what was committed and clear what was not."""
        for folder in sorted(self.staging.glob("*")) if self.staging.exists() else []:
            path = self.folder / f"{folder.name}.json"
            if path.exists():
                self._publish(self.batch(int(folder.name)))
            else:
                shutil.rmtree(folder, ignore_errors=True)

    def _publish(self, batch: Batch) -> None:
        for staged, final in batch.moves:
            source, target = self.root / staged, self.root / final
            if source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(source, target)
        shutil.rmtree(self.staging / f"{batch.number:06d}", ignore_errors=True)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
