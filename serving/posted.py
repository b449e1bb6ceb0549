"""Households of whom a caller states the records: vectors as the county's own, around a store that is thrown away.

What is stated counts as complete until the day: a table that is sent, even empty, says what there is; a table
that is left out is UNKNOWN. What concerns the area (medians of village and township, floods, prices) is taken
from the county's own vectors and records of the day, and is UNKNOWN where there are none.
"""

import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from features.condition import expressions
from features.contract import checked
from features.coverage import Covered, Seen
from features.errors import UnreadableError
from features.feature import features, in_order
from features.holdings import Holdings
from features.population import population
from features.records import Records
from features.scope import Scope
from features.table import Kind, Subject, Table, table, tables
from features.vector import Vectors, build_vectors
from models.drawn import drawn

NEEDED = ("households", "members")


@dataclass(frozen=True)
class Posted:
    """Records by table as JSON gave them, as known on `as_of`, of households within `scope`."""

    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    as_of: date
    scope: Scope


def posted_vectors(held: Holdings, posted: Posted) -> tuple[pd.DataFrame, pd.DataFrame, Mapping[str, Collection[str]]]:
    """Vectors, population and benefits drawn of the households that are stated.

    Raises ContractError for records that do not keep their table's contract and UnreadableError for what
    else is missing, unknown or outside the caller's area; never with a value.
    """
    frames = {name: frame(table(name), rows) for name, rows in _wanted(posted).items()}
    _check_area(frames["households"], posted.scope)
    with tempfile.TemporaryDirectory(prefix="posted-") as folder:
        records = _store(Path(folder), held, posted, frames)
        built = build_vectors(records, [posted.as_of], Path(folder) / "vectors", standards=held.standards)
        vectors = _in_its_area(built.read(), held, posted.as_of)
        people = population(records, [posted.as_of])
        benefits, given = (records.rows(n, posted.as_of, Scope.everything()) for n in ("benefits", "help_given"))
    return vectors, people, drawn(benefits, given, posted.as_of)


def _wanted(posted: Posted) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    about = {name for name, contract in tables().items() if contract.subject is not Subject.AREA}
    unknown = sorted(set(posted.tables) - about)
    if unknown:
        raise UnreadableError(
            "records中有未知的表；见docs/reference/tables.md",
            "records: names an unknown table; see the tables' reference",
        )
    missing = [name for name in NEEDED if not posted.tables.get(name)]
    if missing:
        raise UnreadableError(f"records缺少{'、'.join(missing)}", f"records: {', '.join(missing)} must have a row")
    return posted.tables


def frame(contract: Table, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """JSON rows as the contract types them: days from texts, nothing guessed; raises ContractError."""
    given = pd.DataFrame([dict(row) for row in rows], columns=_columns(contract, rows))
    for column in contract.all_columns.values():
        if column.kind is Kind.DATE and column.name in given:
            given[column.name] = _days(given[column.name])
    if not len(given):
        return pa.table({n: pa.array([], pa.null()) for n in contract.all_columns})
    return checked(contract, pa.Table.from_pandas(given, preserve_index=False))


def _columns(contract: Table, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Declared columns in their order, then whatever else was sent, which the contract refuses."""
    sent = {name for row in rows for name in row}
    return [n for n in contract.all_columns if n in sent] + sorted(sent - set(contract.all_columns))


def _days(texts: pd.Series) -> pd.Series:
    """Days; what is none stays as it is, and the contract refuses it."""
    read = pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce")
    return texts if (read.isna() & texts.notna()).any() else read.dt.date


def _check_area(households: pa.Table, scope: Scope) -> None:
    villages = households.column("village_code").to_pylist()
    if not all(any(v.startswith(p) for p in scope.prefixes) for v in villages):
        raise UnreadableError(
            "households中有不在您辖区内的village_code", "households: a village_code lies outside your area"
        )


def _store(folder: Path, held: Holdings, posted: Posted, frames: Mapping[str, pa.Table]) -> Records:
    covered = [
        Covered(table=c.table, first_on=c.first_on, last_on=c.last_on, columns=c.columns, seen=_seen(c, frames))
        for c in held.records.coverage
        if c.table in frames or table(c.table).subject is Subject.AREA
    ]
    records = Records.create(folder / "records", held.records.source, covered)
    for name, rows in frames.items():
        if rows.num_rows:
            records.append(name, rows)
    for name in (n for n, contract in tables().items() if contract.subject is Subject.AREA):
        rows = held.records.rows(name, posted.as_of, posted.scope)
        if len(rows):
            records.append(name, rows[[n for n in table(name).all_columns if n in rows]])
    return records


def _seen(covered: Covered, frames: Mapping[str, pa.Table]) -> Seen:
    return Seen.STATED if covered.table in frames and covered.seen is Seen.CONTINUOUS else covered.seen


def _in_its_area(vectors: pd.DataFrame, held: Holdings, day: date) -> pd.DataFrame:
    """Features over village or township from the county's own vectors, and what is derived from them anew."""
    over = [n for n, f in features().items() if f.over is not None]
    known = _of_villages(held.vectors, day, over)
    made = vectors.copy()
    for name in over:
        made[name] = made["village_code"].map(known[name]) if name in known else np.nan
    stale = _after(over)
    for layer in in_order(features()):
        again = {n: features()[n].value for n in layer if n in stale and features()[n].over is None}
        made = made.assign(**expressions(made, again))
    return made


def _after(names: Collection[str]) -> set[str]:
    """`names` and every feature derived from one of them."""
    found = set(names)
    for layer in in_order(features()):
        found |= {n for n in layer if found & set(features()[n].of)}
    return found


def _of_villages(vectors: Vectors, day: date, names: Sequence[str]) -> pd.DataFrame:
    """What the county's vectors of `day` say about each village; empty if there are none."""
    if day not in vectors.dates:
        return pd.DataFrame()
    rows = pd.read_parquet(vectors.path(day), columns=["village_code", *names])
    return rows.drop_duplicates("village_code").set_index("village_code")
