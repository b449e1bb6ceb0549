"""Vectors made on Spark: `features.vector` assembles them, Spark computes and writes."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from features.assembly import Assembly
from features.records import Records
from features.scope import Scope
from features.spark.engine import SparkConnection
from features.spark.store import register
from features.standard import Standards

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def vectors_on_spark(
    session: "SparkSession",
    records: Records,
    dates: Sequence[date],
    target: str,
    *,
    standards: Standards,
    records_at: str | None = None,
    scope: Scope | None = None,
) -> None:
    """Write the vectors of `dates` to `<target>/as_of-<date>.parquet`, folders of files in household order.

    `records` is a store on this machine; with `records_at` its batches lie elsewhere (see
    `features.spark.store.register`) and only its source.json, coverage.json and figures are read here. A date
    that stood at `target` is made again. Raises what `features.vector.build_vectors` raises, and SparkError.
    """
    at = records_at or (records.root / "records").absolute().as_uri()
    for as_of in sorted(dates):
        with SparkConnection(session) as connection:
            register(connection, at, scope or Scope.everything(), as_of)
            frame = _assembled(connection, records, as_of, standards)
            frame.write.mode("overwrite").option("compression", "zstd").parquet(f"{target}/as_of-{as_of}.parquet")


def _assembled(connection: SparkConnection, records: Records, as_of: date, standards: Standards) -> "DataFrame":
    assembly = Assembly(connection, [as_of], visited=records.source.cohort == "visited")
    assembly.prepare()
    assembly.check_population()
    assembly.compute(records.coverage, standards)
    return connection.execute(assembly.select(as_of)).frame
