"""Vectors of a store, block after block of its households, with flat memory and nothing done twice.

What a household's own records say is computed inside its block and kept as a part; what is said over an area (a
village's median) needs all its households and is added when the parts of a date are put together. A part that is
there is not made again, so a run that was killed goes on with the block it died in.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from itertools import chain
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from features import expression, query
from features.arranged import Arranged, arrange, arranged_until
from features.assembly import KEYS, Heard, check_somebody
from features.block import BlockAssembly, lasting
from features.engine import THREADS, connect, parquet
from features.feature import Feature, features, in_order
from features.processes import done
from features.progress import track
from features.reading import readings
from features.records import Records
from features.scope import Scope
from features.standard import Standards

BLOCK = 25_000  # households; bounds memory, not results
ROWS_PER_GROUP = 20_480  # of a finished file, so that its readers can take it piece by piece


def build_in_blocks(
    records: Records,
    folder: Path,
    paths: Mapping[date, Path],
    *,
    standards: Standards,
    scope: Scope,
    block_size: int = BLOCK,
    processes: int = THREADS,
) -> None:
    """Write the vectors of each date of `paths` to its path; workings lie in `folder` until all are written.

    Several blocks are made at once by so many `processes`, each with the memory that DuckDB may use.
    """
    dates = sorted(paths)
    if arranged_until(folder / "records") != dates[-1]:  # a run for other dates ended there, of other blocks
        shutil.rmtree(folder, ignore_errors=True)
    arranged = arrange(
        records, folder / "records", features().values(), scope=scope, known_until=dates[-1], block_size=block_size
    )
    check_somebody(dates[0], len(arranged.blocks))
    due = {block: [d for d in dates if not _part(folder, d, block).exists()] for block in arranged.blocks}
    due = {block: some for block, some in due.items() if some}
    at_once = min(processes, len(due))
    make = partial(_make_block, records, folder, standards, arranged.heard(dates), max(1, THREADS // max(1, at_once)))
    made = done([partial(make, block, some) for block, some in due.items()], at_once)
    for _ in track(made, "Vectors by block 分块特征向量", total=len(due)):
        pass
    for as_of in track(dates, "Vectors 特征向量"):
        _put_together([_part(folder, as_of, block) for block in arranged.blocks], as_of, paths[as_of])
    shutil.rmtree(folder)


@cache
def own() -> dict[str, Feature]:
    """The features that need no other household than their own."""
    found: dict[str, Feature] = {}
    for name in (n for layer in in_order(features()) for n in layer):
        feature = features()[name]
        if feature.over is None and found.keys() >= set(feature.of):
            found[name] = feature
    return found


def _make_block(
    records: Records,
    folder: Path,
    standards: Standards,
    heard: Heard,
    threads: int,
    block: int,
    dates: Sequence[date],
) -> None:
    """Write the parts of one block; in a process of its own it needs nothing but its arguments."""
    spill = folder / "spills" / f"{block:05d}"  # of its own: two databases would take each other's files
    spill.mkdir(parents=True, exist_ok=True)
    with connect(spill, threads) as connection:
        Arranged(folder / "records").register(connection, block, lasting(readings(list(own().values()))))
        _write_parts(connection, {d: _part(folder, d, block) for d in dates}, records, standards, heard)


def _part(folder: Path, as_of: date, block: int) -> Path:
    return folder / "parts" / f"{as_of}" / f"{block:05d}.parquet"


def _write_parts(
    connection: duckdb.DuckDBPyConnection,
    paths: Mapping[date, Path],
    records: Records,
    standards: Standards,
    heard: Heard,
) -> None:
    """The block's vectors of some dates by household, without what is said over areas; a block may be empty."""
    visited = records.source.cohort == "visited"
    assembly = BlockAssembly(connection, list(paths), visited=visited, declared=own())
    for some in assembly.passes():
        assembly.take(some)
        assembly.compute(records.coverage, standards, heard)
        for as_of in some:
            paths[as_of].parent.mkdir(parents=True, exist_ok=True)
            _write([assembly.vectors(as_of)], paths[as_of], "lz4")


def _write(pieces: Iterable[pa.Table], path: Path, compression: str) -> None:
    """Write the pieces of a table, of which there is one, as Parquet; the file appears whole or not at all."""
    partial = path.with_suffix(".partial")
    pieces = iter(pieces)
    first = next(pieces)
    # Numbers are no shorter by a dictionary, but take longer.
    words = [f.name for f in first.schema if not pa.types.is_floating(f.type)]
    with pq.ParquetWriter(partial, first.schema, compression=compression, use_dictionary=words) as file:
        for piece in chain([first], pieces):
            file.write_table(piece, row_group_size=ROWS_PER_GROUP)
    os.replace(partial, path)


def _put_together(parts: Sequence[Path], as_of: date, path: Path) -> None:
    """The vector file of one date out of its parts, one after the other."""
    check_somebody(as_of, sum(pq.read_metadata(part).num_rows for part in parts))
    with connect(path.parent) as connection:
        _read(connection, parts)
        _write(_finished(connection, parts), path, "zstd")


def _read(connection: duckdb.DuckDBPyConnection, parts: Sequence[Path]) -> None:
    """Make the view `parts`."""
    connection.execute(f"CREATE OR REPLACE TEMP VIEW parts AS SELECT * FROM {parquet(parts)}")


def _finished(connection: duckdb.DuckDBPyConnection, parts: Sequence[Path]) -> Iterator[pa.Table]:
    """The rows of each part with every feature; what is said over areas is computed of all of them (view `parts`)."""
    rows = "SELECT * FROM parts"
    for layer in in_order(features()):
        rows = _with_layer(connection, rows, [features()[n] for n in layer if n not in own()])
    late = ", ".join(n for n in features() if n not in own())
    for part in parts:
        _read(connection, [part])
        added = connection.sql(f"SELECT {late} FROM ({rows}) ORDER BY household_id").to_arrow_table()
        whole = pq.read_table(part)
        columns = dict(zip(whole.column_names, whole.columns, strict=True))
        columns |= dict(zip(added.column_names, added.columns, strict=True))
        evidence = [n for n in whole.column_names if n.endswith(("__happened_on", "__known_on"))]
        yield pa.table({n: columns[n] for n in [*KEYS, *features(), *evidence]})


def _with_layer(connection: duckdb.DuckDBPyConnection, rows: str, layer: Sequence[Feature]) -> str:
    """SQL: `rows` with the features of a layer, each said over an area or made of columns that are there."""
    values = [query.derived_sql(f) for f in layer if f.over is None]
    joins = []
    for over in sorted({f.over for f in layer if f.over is not None}, key=lambda o: o.value):
        said = [f for f in layer if f.over is over]
        name = f"over_{over.value}_{said[0].name}"
        asked = ", ".join(f"{query.rounded_sql(expression.compiled(f.value))} AS {f.name}" for f in said)
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT {over.value}, {asked} FROM ({rows}) GROUP BY ALL")
        joins.append(f"JOIN {name} USING ({over.value})")
        values += [query.finite_sql(f"{name}.{f.name}", f.name) for f in said]
    return f"SELECT r.*, {', '.join(values)} FROM ({rows}) r {' '.join(joins)}" if layer else rows
