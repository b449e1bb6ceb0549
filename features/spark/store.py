"""A record store read by Spark: the same batches, on this machine's disk or wherever Spark reads Parquet."""

from datetime import date
from typing import TYPE_CHECKING

from features.errors import SparkError
from features.records import inside
from features.scope import Scope
from features.spark.engine import SparkConnection
from features.table import Table, tables

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_TYPES = {"VARCHAR": "string", "BIGINT": "bigint", "DOUBLE": "double", "DATE": "date", "BOOLEAN": "boolean"}


def register(connection: SparkConnection, records_at: str, scope: Scope, known_until: date) -> None:
    """Make `versions_<table>` of every table, as `Records.register` does, from `<records_at>/<table>/*.parquet`.

    `records_at` is any address that Spark reads: `file:///…/records`, `hdfs://…`, `s3a://…`. A table without
    a folder is empty. Raises SparkError where there is no table at all.
    """
    found = [contract for contract in tables().values() if _register_raw(connection, contract, records_at, known_until)]
    if not found:
        raise SparkError(f"{records_at}: Spark finds no records there; name the folder that holds one folder per table")
    for contract in tables().values():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE versions_{contract.name} AS {_versions(contract, scope)}")


def _versions(contract: Table, scope: Scope) -> str:
    """Each version with the day the next one of its record became known; one pass, one exchange of rows."""
    return (
        "SELECT * EXCLUDE (batch), lead(known_on) OVER (PARTITION BY record_id ORDER BY known_on, batch) AS "
        f"superseded_on FROM raw_{contract.name} WHERE {inside(contract, scope)}"
    )


def _register_raw(connection: SparkConnection, contract: Table, records_at: str, known_until: date) -> bool:
    """View `raw_<table>`; whether the table has a folder."""
    from pyspark.sql.functions import input_file_name

    rows = _read(connection, contract, f"{records_at.rstrip('/')}/{contract.name}")
    if rows is None:
        empty = connection.session.createDataFrame([], _schema(contract))
        connection.make(f"raw_{contract.name}", empty.selectExpr("*", "'' AS batch"))
        return False
    known = rows.where(f"known_on <= DATE '{known_until}'")
    connection.make(f"raw_{contract.name}", known.withColumn("batch", input_file_name()))
    return True


def _schema(contract: Table) -> str:
    """The contract's columns in Spark's words; a batch older than a column of it reads as empty there."""
    return ", ".join(f"{name} {_TYPES[column.kind.sql]}" for name, column in contract.all_columns.items())


def _read(connection: SparkConnection, contract: Table, folder: str) -> "DataFrame | None":
    from pyspark.errors import AnalysisException

    reader = connection.session.read.schema(_schema(contract)).option("pathGlobFilter", "*.parquet")
    try:
        return reader.parquet(folder)
    except AnalysisException as error:
        if error.getCondition() == "PATH_NOT_FOUND":
            return None
        raise SparkError(f"{folder}: Spark cannot read the batches of table {contract.name} there ({error})") from None
