"""Assessments made on Spark: each part of the vectors goes through `models.assess` where it lies, by `mapInArrow`.

The model travels as its text, sealed as on disk; whoever computes must have this program installed, and refuses a
model of other features as everybody does.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from features.standard import Standards
from models.assess import COLUMNS, assess
from models.trained import Trained

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

EARLIER = "earlier__"  # what the vector of a quarter before has under the same name
DRAWN = "drawn"
NUMBERS = ("poverty_index", "index_low", "index_high", "return_risk", "risk_low", "risk_high")
KEPT = tuple(name for name in COLUMNS if name not in ("group", "monitored"))  # those belong to the list's day
TYPES = {name: pa.float64() for name in NUMBERS} | {"sufficient": pa.bool_(), "as_of": pa.date32()}
SCHEMA = pa.schema([(name, TYPES.get(name, pa.string())) for name in KEPT])
_SPARK = {pa.float64(): "double", pa.bool_(): "boolean", pa.date32(): "date", pa.string(): "string"}
Sealed = tuple[tuple[str, str], ...]
"""The files of a trained model: name and text."""


def assess_on_spark(
    model: Path,
    vectors: "DataFrame",
    standards: Standards,
    earlier: "DataFrame | None" = None,
    drawn: "DataFrame | None" = None,
) -> "DataFrame":
    """A frame of `KEPT` columns, a row per row of `vectors` (one date), computed when it is written.

    `model` is a saved model's folder; `earlier` the vectors of a quarter before, `drawn` what households draw
    (`features.spark.drawn`). Values are those of `models.assess.assess`; group and monitored are left to whoever
    makes the list.
    """
    Trained.load(model)  # refused here, in a sentence, rather than on every machine
    rows = vectors
    if earlier is not None:
        then = earlier.toDF(*(EARLIER + name for name in earlier.columns))
        rows = rows.join(then, rows["household_id"] == then[f"{EARLIER}household_id"], "left")
    if drawn is not None:
        rows = rows.join(drawn, "household_id", "left")
    sealed = tuple((p.name, p.read_text(encoding="utf-8")) for p in sorted(model.iterdir()) if p.is_file())
    sent = vectors.sparkSession.sparkContext.broadcast(sealed)
    return rows.mapInArrow(_assessing(sent, standards), ", ".join(f"{f.name} {_SPARK[f.type]}" for f in SCHEMA))


def _assessing(sent: object, standards: Standards) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def assessed(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            if batch.num_rows:
                yield assess_batch(_opened(sent.value), batch.to_pandas(), standards)  # type: ignore[attr-defined]

    return assessed


@cache
def _opened(sealed: Sealed) -> Trained:
    """The model in a process of Spark, opened once."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in sealed:
            (Path(folder) / name).write_text(text, encoding="utf-8")
        return Trained.load(Path(folder))


def assess_batch(trained: Trained, rows: pd.DataFrame, standards: Standards) -> pa.RecordBatch:
    """The assessments of one part of the vectors, joined with what `assess_on_spark` joins to them."""
    before = [name for name in rows.columns if name.startswith(EARLIER)]
    then = rows[before].rename(columns=lambda name: name.removeprefix(EARLIER)) if before else None
    if then is not None:
        then = then[then["household_id"].notna()]
    draws = {h: set(codes) for h, codes in _draws(rows) if codes is not None}
    own = rows.drop(columns=[*before, *({DRAWN} & set(rows.columns))])
    nobody = pd.DataFrame({n: pd.Series(dtype="object") for n in ("household_id", "as_of", "group", "monitored")})
    table = assess(trained, own, then, nobody, standards, benefits=draws).table
    table = table.assign(as_of=pd.to_datetime(table["as_of"]).dt.date)
    return pa.RecordBatch.from_pandas(table[list(KEPT)], schema=SCHEMA, preserve_index=False)


def _draws(rows: pd.DataFrame) -> Iterator[tuple[str, Iterable[str] | None]]:
    return zip(rows["household_id"], rows[DRAWN], strict=True) if DRAWN in rows else iter(())
