"""`python -m features.intake.child`: parses one received file within hard limits, for `features.intake.reading`.

Reads an order as JSON from standard input, leaves `part-<n>.parquet` in the folder it names, and says on
standard output what it found. It may be killed by its limits at any moment; nobody but its parent trusts it.
"""

import json
import resource
import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from features.errors import UnreadableFileError
from features.intake.header import SEARCHED, header_at, headings
from features.intake.limits import Limits
from features.intake.precheck import Format

BLOCK = 20_000  # rows written at a time


def confine(limits: Limits) -> None:
    """Bound memory and processor time, and open nothing but what is named."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def obey(order: dict[str, Any]) -> dict[str, Any]:
    """Read the file of the order; what was found, for the parent."""
    path, folder, limits = Path(order["path"]), Path(order["folder"]), Limits(**order["limits"])
    known = frozenset(order["known"])
    kind = Format(order["format"])
    if kind is Format.PARQUET:
        return {"parts": [_parquet(path)], "hidden": []}
    parts: list[dict[str, Any]] = []
    hidden: list[str] = []
    for name, shown, rows in _sheets(path, kind, limits):
        if not shown:
            hidden.append(name)
        elif (part := _written(folder / f"part-{len(parts)}.parquet", rows, known, limits)) is not None:
            parts.append({"sheet": name} | part)
    return {"parts": parts, "hidden": hidden}


def _sheets(path: Path, kind: Format, limits: Limits) -> Iterator[tuple[str, bool, Iterator[list[str | None]]]]:
    from features.intake.spreadsheets import sheets
    from features.intake.texts import delimited, json_rows

    if kind is Format.TEXT:
        yield "", True, delimited(path, limits)
    elif kind is Format.JSON_LINES:
        yield "", True, json_rows(path, limits)
    else:
        for sheet in sheets(path):
            yield sheet.name, not sheet.hidden, sheet.rows


def _written(path: Path, rows: Iterator[list[str | None]], known: frozenset[str], limits: Limits) -> dict | None:
    """Write the rows below the headings to `path`; None if the sheet has no headings."""
    first = list(islice(rows, SEARCHED))
    if not any(any(row) for row in first):
        return None
    at = header_at(first, known)
    if at is None:
        raise UnreadableFileError(
            f"no row of headings among the first {SEARCHED} rows: give every column a name in one row"
        )
    width = max((i + 1 for i, c in enumerate(first[at]) if c), default=0)
    if width > limits.columns:
        raise UnreadableFileError(f"there are {width:,} columns, more than {limits.columns:,}")
    names = headings(first[at][:width], first[at - 1][:width] if at else None)
    count = _write(path, names, chain(first[at + 1 :], rows), at + 2)
    return {"names": names, "header_row": at + 1, "rows": count, "file": path.name}


def _write(path: Path, names: list[str], rows: Iterator[list[str | None]], first_row: int) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = [f"c{i}" for i in range(len(names))]
    text = [(c, pa.string()) for c in columns]
    schema = pa.schema([("row", pa.int64()), ("overflow", pa.bool_()), *text])
    total = 0
    numbered = ((n, r) for n, r in enumerate(rows, start=first_row) if any(r))
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while block := list(islice(numbered, BLOCK)):
            width = len(columns)
            cells = [[r[i] if i < len(r) else None for _, r in block] for i in range(width)]
            overflow = [any(r[width:]) for _, r in block]
            writer.write_table(pa.table([[n for n, _ in block], overflow, *cells], schema=schema))
            total += len(block)
            print(json.dumps({"rows": total}), flush=True)
    return total


def _parquet(path: Path) -> dict:
    """Decode every page once, so that the parent never meets a damaged one."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        nested = [f.name for f in file.schema_arrow if pa.types.is_nested(f.type)]
        if nested:
            raise UnreadableFileError(f"column {nested[0]} is nested: write flat columns")
        total = 0
        for batch in file.iter_batches(batch_size=100_000, use_threads=False):
            total += batch.num_rows
        if total != file.metadata.num_rows:
            raise UnreadableFileError("the file says another number of rows than it holds: export it again")
        names = file.schema_arrow.names
    return {"sheet": "", "names": names, "header_row": 0, "rows": total, "file": ""}


def main() -> None:
    """Obey one order and report on standard output, one JSON object on the last line."""
    order = json.loads(sys.stdin.read())
    confine(Limits(**order["limits"]))
    try:
        found = obey(order)
    except UnreadableFileError as error:
        found = {"refused": str(error)}
    except MemoryError:
        found = {"refused": "memory"}
    except Exception as error:
        # Whatever the parser stumbles over: its own words may quote the file, so only the kind is passed on.
        found = {"refused": "parser", "kind": type(error).__name__}
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
