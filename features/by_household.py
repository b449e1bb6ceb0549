"""What is known of a household put side by side, so that whoever opens one need not look through all of them.

Beside a record store lies `by_household/<table>-<state of its batches>.arrow`: every version of every record,
sorted by household. A file is used only while it names exactly the batches that are there; a table to which
something was added since is read from its batches, until `Records.put_by_household` is called again. Beside a
Parquet file with a row per household (vectors, assessments) lies the same of that file, made when first asked.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from features.whole import alone, whole

FOLDER = "by_household"
ROWS = 100_000  # held at once while a file is written


def place(store: Path, name: str, batches: Sequence[Path]) -> Path:
    """The file of table `name` made from exactly these batches."""
    state = hashlib.sha256("\n".join(b.stem for b in batches).encode()).hexdigest()[:16]
    return store / FOLDER / f"{name}-{state}.arrow"


def write(path: Path, rows: pa.RecordBatchReader) -> None:
    """Keep `rows`, which come sorted by household_id, as `path`; files of earlier states of the table go."""
    path.parent.mkdir(exist_ok=True)
    with whole(path) as partial, pa.OSFile(str(partial), "wb") as file, pa.ipc.new_file(file, rows.schema) as out:
        for some in rows:
            out.write_batch(some)
    for old in path.parent.glob(f"{path.name.rsplit('-', 1)[0]}-*.arrow"):
        if old != path:
            old.unlink(missing_ok=True)


@lru_cache(maxsize=256)
def _opened(path: Path, _made: int) -> pa.Table:
    """The whole file, not in memory but mapped into it: every process of the service shares one copy."""
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def of(path: Path, household_id: str) -> pa.Table | None:
    """The household's versions in the file; None if there is no such file."""
    try:
        rows = _opened(path, path.stat().st_mtime_ns)
    except OSError:
        return None
    ids: Any = rows.column("household_id")
    first = bisect_left(ids, household_id, key=_text)
    return rows.slice(first, bisect_right(ids, household_id, lo=first, key=_text) - first)


def _text(one: pa.Scalar) -> str:
    return one.as_py()


def rows_of(parquet: Path, households: Iterable[str]) -> pa.Table:
    """The rows of some households in a Parquet file that has one row each, sorted by household."""
    wanted = sorted(set(households))
    state = parquet.stat()
    path = parquet.parent / FOLDER / f"{parquet.stem}-{state.st_mtime_ns:x}.arrow"
    if not path.is_file():
        try:
            _put_beside(parquet, path)
        except OSError:  # a run that is not ours to write in is read as it lies
            return pq.read_table(parquet, filters=[("household_id", "in", wanted)]).sort_by("household_id")
    found = (of(path, one) for one in wanted or [""])
    return pa.concat_tables([rows for rows in found if rows is not None])


def _put_beside(parquet: Path, path: Path) -> None:
    """Make `path`, once, however many ask for it in the same instant."""
    with alone(path.parent):
        if not path.is_file():
            write(path, pq.read_table(parquet).sort_by("household_id").replace_schema_metadata().to_reader())


def current(versions: pa.Table, as_of: Any, columns: Iterable[str]) -> pa.Table:
    """The records as known on `as_of` (latest versions, none withdrawn), these columns, in order of `record_id`."""
    then = pc.fill_null(pc.greater(versions.column("superseded_on"), as_of), True)
    known = pc.and_(pc.less_equal(versions.column("known_on"), as_of), then)
    kept = versions.filter(pc.and_not(known, versions.column("withdrawn"))).select(list(columns))
    return kept.sort_by("record_id") if len(kept) > 1 else kept


def village_of(versions: pa.Table, as_of: Any) -> str | None:
    """Where a household lives by the latest version of its register that was known on `as_of`."""
    known = versions.filter(pc.less_equal(versions.column("known_on"), as_of))
    latest = known.sort_by([("known_on", "descending"), ("batch", "descending")]).slice(0, 1)
    return latest.column("village_code")[0].as_py() if len(latest) else None
