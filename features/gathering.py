"""Small batches put together, so that a store stays quick to read however often a single record is added to it.

What people find out comes one record at a time. Small batches in a row that have been there for a day become one file,
named by the first and the last number that it stands for: `000003-000507-<hash>.parquet`. From the moment it is there
it is read in their place; they are removed once it has stood for a day, so that nobody who began to read loses a file.
Batches that the intake's journal names are left alone: they may be withdrawn.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

SMALL = 5_000  # rows: larger batches are left as they are
FEWEST = 16  # batches: fewer are quick to read as they are
SETTLED = 24 * 3600.0  # seconds


def numbers(batch: Path) -> tuple[int, int]:
    """The first and the last number that a batch's file stands for.

    >>> numbers(Path("000003-000507-1f00ba.parquet")), numbers(Path("000508-1f00ba.parquet"))
    ((3, 507), (508, 508))
    """
    first, *more = batch.stem.split("-")
    return int(first), int(more[0]) if len(more) == 2 else int(first)


def next_number(batches: Iterable[Path]) -> int:
    """The number of a table's next batch."""
    return max((numbers(batch)[1] for batch in batches), default=-1) + 1


def standing(found: Sequence[Path]) -> list[Path]:
    """The batches that are read: not those for which a gathered one stands."""
    wide = [numbers(batch) for batch in found if batch.stem.count("-") == 2]
    return [batch for batch in found if not _covered(batch, wide)] if wide else list(found)


def _covered(batch: Path, wide: Iterable[tuple[int, int]]) -> bool:
    first, last = own = numbers(batch)
    return any(begin <= first and last <= end and own != (begin, end) for begin, end in wide)


def gather(folder: Path, write: Callable[[pa.Table, str], Path], keep: Collection[str] = ()) -> list[Path]:
    """Gather the batches of one table's `folder`, but none named in `keep`; returns the gathered files.

    `write` makes a batch of rows under a number, as `Records` does. What was gathered long enough ago is removed.
    """
    found = sorted(folder.glob("*.parquet"))
    read = standing(found)
    _remove(found, read)
    runs = [run for run in _runs(read, keep) if len(run) >= FEWEST]
    return [write(_together(run), f"{numbers(run[0])[0]:06d}-{numbers(run[-1])[1]:06d}") for run in runs]


def _remove(found: Iterable[Path], read: Sequence[Path]) -> None:
    """Remove what a file stands for that has itself stood long enough."""
    wide = [numbers(batch) for batch in read if _settled(batch)]
    for batch in set(found) - set(read):
        if _covered(batch, wide):
            batch.unlink(missing_ok=True)


def _runs(read: Sequence[Path], keep: Collection[str]) -> Iterator[list[Path]]:
    """Batches in a row that may be gathered."""

    def fits(batch: Path) -> bool:
        return batch.name not in keep and _settled(batch) and pq.read_metadata(batch).num_rows <= SMALL

    for fitting, run in groupby(read, key=fits):
        if fitting:
            yield _by_itself(list(run), read)


def _by_itself(run: list[Path], read: Iterable[Path]) -> list[Path]:
    """The run without what shares its number, at either end, with a batch that stays: two may come in one instant."""
    others = {number for batch in set(read) - set(run) for number in numbers(batch)}
    while run and others & set(numbers(run[0])):
        run = run[1:]
    while run and others & set(numbers(run[-1])):
        run = run[:-1]
    return run


def _settled(batch: Path) -> bool:
    return time.time() - batch.stat().st_mtime >= SETTLED


def _together(run: Iterable[Path]) -> pa.Table:
    """The rows of all, in their order; of a record twice known on a day only the later, which alone can be seen."""
    rows = pa.concat_tables([pq.read_table(batch) for batch in run], promote_options="default")
    placed = rows.append_column("place", pa.array(range(len(rows)), pa.int64()))
    last = placed.group_by(["record_id", "known_on"]).aggregate([("place", "max")])
    return rows.take(pa.array(sorted(last.column("place_max").to_pylist())))
