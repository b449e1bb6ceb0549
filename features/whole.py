"""Files that appear whole or not at all, so that nobody reads half of one."""

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from features.errors import RecordStoreError

PARQUET = b"PAR1"  # the last thing that is written


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to write what becomes `path` when all went well; until then `path` stays as it was.

    Readers see the old file or the new one; a failure leaves nothing behind.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        yield partial
        with partial.open("rb") as file:
            os.fsync(file.fileno())  # after a power cut the name must not stand for an empty file
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    os.replace(partial, path)  # nothing is cleared away after it: somebody else may be writing the next one


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one who makes something in `folder`, among threads and processes; the others wait.

    The kernel lets go when a process dies.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@cache  # such a file never changes once it is there
def check_whole(path: Path) -> None:
    """Raise RecordStoreError unless a Parquet file ends as such a file does: one that was cut off does not."""
    with path.open("rb") as file:
        file.seek(max(file.seek(0, os.SEEK_END) - len(PARQUET), 0))
        if file.read() != PARQUET:
            raise _damaged(path, "put the file back from the backup and run again")


@contextmanager
def unless_damaged(path: Path, remedy: str) -> Iterator[None]:
    """Reading `path`, a Parquet file; RecordStoreError with the `remedy` where it cannot be read as one."""
    try:
        yield
    except pa.ArrowInvalid:
        raise _damaged(path, remedy) from None


def _damaged(path: Path, remedy: str) -> RecordStoreError:
    return RecordStoreError(f"{path.parent.name}/{path.name} is cut off or damaged: {remedy}")


def write_text(text: str, path: Path) -> None:
    """Write `text` in UTF-8 to `path`, whole or not at all."""
    with whole(path) as partial:
        partial.write_text(text, encoding="utf-8")


def write_rows(rows: pd.DataFrame, path: Path) -> None:
    """Write `rows` without their index as Parquet to `path`, whole or not at all."""
    with whole(path) as partial:
        rows.to_parquet(partial, index=False)


@contextmanager
def rows_to(path: Path) -> Iterator[Callable[[pd.DataFrame], None]]:
    """Write rows without their index as Parquet to `path` piece by piece, whole or not at all.

    The first piece says of which types the columns are.
    """
    with whole(path) as partial, ExitStack() as open_file:
        file: list[pq.ParquetWriter] = []

        def write(piece: pd.DataFrame) -> None:
            rows = pa.Table.from_pandas(piece, schema=file[0].schema if file else None, preserve_index=False)
            if not file:
                file.append(open_file.enter_context(pq.ParquetWriter(partial, rows.schema)))
            file[0].write_table(rows)

        yield write


def put_together(parts: Sequence[Path], path: Path) -> None:
    """One Parquet file out of several with the same columns, in their order, whole or not at all."""
    with whole(path) as partial, pq.ParquetWriter(partial, pq.read_schema(parts[0])) as file:
        for part in parts:
            file.write_table(pq.read_table(part))
