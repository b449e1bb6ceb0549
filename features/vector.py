"""Records and dates become one row per household and date: the vector.

Columns, in order: household_id, as_of, village_code, monitoring_line (CNY per person and year), then
every declared feature by name (float64, people's units, null = UNKNOWN), then for each table that
features read its `<table>__happened_on` and `<table>__known_on`, the latest evidence looked at.
A vector as of a date sees only rows with known_on <= as_of.
"""

import hashlib
import json
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from features.errors import EmptyPopulationError, FingerprintError
from features.feature import Feature, Scale, features
from features.in_blocks import build_in_blocks
from features.pieces import pieces_of
from features.records import Records
from features.scope import Scope
from features.span import Span
from features.standard import Standards
from features.table import table
from features.whole import unless_damaged

PIECE = 20_000  # rows
WORKINGS = ".blocks"  # kept while its vectors are not finished


@cache
def fingerprint() -> str:
    """A hash of everything that makes a vector's values: a model fitted on another one is refused."""
    text = json.dumps([_meaning(f) for f in features().values()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _meaning(feature: Feature) -> list:
    """What changes a value or what the models make of it; words may be mended freely."""
    visible = table(feature.table).visible if feature.table else ""
    return [
        *(feature.name, feature.table, list(feature.of), feature.months, feature.ago, feature.where),
        *(feature.by, dict(feature.each), feature.value, feature.when_empty, visible),
        *(feature.over.value if feature.over else None, feature.scale.value, feature.direction.value),
        feature.fact_only,
    ]


@dataclass(frozen=True)
class Vectors:
    """A folder of vectors, one Parquet file per as-of date, and what they were made from."""

    folder: Path

    @property
    def dates(self) -> list[date]:
        """The as-of dates there are."""
        return sorted(date.fromisoformat(p.stem.removeprefix("as_of-")) for p in self.folder.glob("as_of-*.parquet"))

    def read(self, dates: Sequence[date] | None = None, columns: Collection[str] | None = None) -> pd.DataFrame:
        """The vectors of `dates` (all, if None), ordered by date and household; those of `columns` that there are."""
        wanted = self.dates if dates is None else sorted(dates)
        frames = [self._read(d, columns) for d in wanted]
        if not frames:
            raise EmptyPopulationError(f"{self.folder}: holds no vectors; build them first")
        return pd.concat(frames, ignore_index=True)

    def households(self, as_of: date) -> list[str]:
        """Who has a vector on a date, in order."""
        return self._read(as_of, ["household_id"])["household_id"].tolist()

    def within(self, span: Span, as_of: date, columns: Collection[str] | None = None) -> pd.DataFrame:
        """The vectors of some households on a date; those of `columns` that there are."""
        return self._read(as_of, columns, span.filters)

    def pieces(self, as_of: date, columns: Collection[str] | None = None, rows: int = PIECE) -> Iterator[pd.DataFrame]:
        """The vectors of a date piece by piece, so that nobody holds them all; those of `columns` that there are."""
        with self._reading(as_of) as path:
            for piece in pieces_of(path, rows, _there(path, columns)):
                yield piece.to_pandas()

    def latest(self, as_of: date, columns: Collection[str]) -> pd.DataFrame:
        """One row: the greatest value of each of those of `columns` that the vectors of a date have."""
        with self._reading(as_of) as path, pq.ParquetFile(path, pre_buffer=False) as file:
            there = [n for n in file.schema_arrow.names if n in columns]
            return pa.table({n: [pc.max(file.read([n])[n])] for n in there}).to_pandas()

    def drawn(self, as_of: date, rows: int, seed: int) -> pd.DataFrame:
        """At most `rows` of the vectors of a date, drawn by `seed`, in their order."""
        parts, first = [], 0
        with self._reading(as_of) as path:
            wanted = pd.Series(range(pq.read_metadata(path).num_rows))
            wanted = wanted if len(wanted) <= rows else wanted.sample(rows, random_state=seed).sort_index()
            for piece in pieces_of(path, PIECE):
                mine = wanted[(wanted >= first) & (wanted < first + len(piece))] - first
                parts.append(piece.take(pa.array(mine)))  # before they become a frame: that takes most of the time
                first += len(piece)
            return pa.Table.from_batches(parts, pq.read_schema(path)).to_pandas()

    def _read(self, as_of: date, columns: Collection[str] | None, filters: list | None = None) -> pd.DataFrame:
        with self._reading(as_of) as path:
            return pd.read_parquet(path, columns=_there(path, columns), filters=filters)

    @contextmanager
    def _reading(self, as_of: date) -> Iterator[Path]:
        path = self.path(as_of)
        with unless_damaged(path, "delete it and build the vectors again"):
            yield path

    def path(self, as_of: date) -> Path:
        """The file of one date."""
        return self.folder / f"as_of-{as_of}.parquet"

    def check_fingerprint(self) -> None:
        """Raise FingerprintError if the features have changed since these vectors were built."""
        made = json.loads((self.folder / "vectors.json").read_text(encoding="utf-8"))["fingerprint"]
        if made != fingerprint():
            raise FingerprintError(
                f"{self.folder}: built for features {made}, declared now are {fingerprint()}; rebuild"
            )


def _there(path: Path, columns: Collection[str] | None) -> list[str] | None:
    return None if columns is None else [n for n in pq.read_schema(path).names if n in columns]


def build_vectors(
    records: Records,
    dates: Sequence[date],
    folder: Path,
    *,
    standards: Standards,
    scope: Scope | None = None,
) -> Vectors:
    """Build the vectors of all `dates` into `folder`, a block of households at a time.

    Dates that are there already are kept when records, features, figures and scope are the same;
    otherwise the folder's vectors are made anew. Raises EmptyPopulationError, UnknownAreaError,
    MissingStandardError, RecordStoreError (a household without members).
    """
    scope = scope or Scope.everything()
    folder.mkdir(parents=True, exist_ok=True)
    made_from = {
        "fingerprint": fingerprint(),
        "records": records.contents(),
        "policy_version": standards.version,
        "scope": list(scope.prefixes),
    }
    _forget_if_other(folder, made_from)
    vectors = Vectors(folder)
    missing = sorted(set(dates) - set(vectors.dates))
    if missing:
        paths = {as_of: vectors.path(as_of) for as_of in missing}
        build_in_blocks(records, folder / WORKINGS, paths, standards=standards, scope=scope)
    return vectors


def _forget_if_other(folder: Path, made_from: Mapping) -> None:
    manifest = folder / "vectors.json"
    if not manifest.exists() or json.loads(manifest.read_text(encoding="utf-8")) != made_from:
        for path in folder.glob("as_of-*.parquet"):
            path.unlink()
        shutil.rmtree(folder / WORKINGS, ignore_errors=True)
        manifest.write_text(json.dumps(made_from, indent=1), encoding="utf-8")


def model_matrix(vectors: pd.DataFrame, names: Sequence[str] | None = None) -> pd.DataFrame:
    """The vector in the models' units: money divided by the monitoring line; float64, NaN = UNKNOWN."""
    chosen = list(names) if names is not None else list(features())
    matrix = vectors[chosen].astype("float64")
    scaled = [n for n in chosen if features()[n].scale is Scale.LINE]
    if scaled:
        matrix[scaled] = matrix[scaled].div(vectors["monitoring_line"].astype("float64"), axis=0)
    return matrix
