"""Spark, spoken to as DuckDB is: the statements that assemble a vector, translated and run where the records are."""

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from features.errors import SparkError
from features.spark.dialect import to_spark

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

MADE = re.compile(r"\s*CREATE OR REPLACE TEMP (?:TABLE|VIEW) (\w+) AS (.*)", re.DOTALL)
READ_AGAIN = re.compile("spine|near|persons|places|rows_.*")  # read by several queries, so kept once computed
SETTINGS = {
    "spark.sql.ansi.enabled": "false",  # DuckDB gives null, or infinity, where ANSI stops: both end as unknown
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}


@dataclass(frozen=True)
class Answer:
    """The rows of a query, fetched as DuckDB's are."""

    frame: "DataFrame"

    def fetchall(self) -> list[tuple]:
        """Every row."""
        return [tuple(row) for row in self.frame.collect()]

    def fetchone(self) -> tuple | None:
        """The first row, None without one."""
        rows = self.frame.take(1)
        return tuple(rows[0]) if rows else None


class SparkConnection:
    """What `features.assembly.Assembly` needs of a connection, over a session of its own in the Spark of `session`.

    A temporary table is a view that Spark computes when it is read; those in READ_AGAIN are kept.
    """

    def __init__(self, session: "SparkSession") -> None:
        self.session = session.newSession()
        for name, value in SETTINGS.items():
            self.session.conf.set(name, value)
        self.kept: list[DataFrame] = []

    def execute(self, query: str) -> Answer:
        """Run one statement, written for DuckDB."""
        made = MADE.fullmatch(query)
        frame = self.session.sql(to_spark(made[2] if made else query))
        if made:
            self.make(made[1], frame)
        return Answer(frame)

    def make(self, name: str, frame: "DataFrame") -> None:
        """Give `frame` a name that later statements read."""
        if READ_AGAIN.fullmatch(name):
            frame = frame.persist()
            self.kept.append(frame)
        frame.createOrReplaceTempView(name)

    def register(self, view_name: str, python_object: pa.Table) -> None:
        """Rows of this program under a name."""
        self.session.createDataFrame(python_object).createOrReplaceTempView(view_name)

    def unregister(self, view_name: str) -> None:
        """Forget the name; what was made from it stays."""
        self.session.catalog.dropTempView(view_name)

    def __enter__(self) -> "SparkConnection":
        return self

    def __exit__(self, *error: object) -> None:
        for frame in self.kept:
            frame.unpersist()


def missing() -> str:
    """What Spark lacks on this machine, in a sentence; empty where nothing is missing."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed: run make setup-spark (or pip install 'poverty-risk[spark]')"
    java = os.environ.get("JAVA_HOME")
    if not (shutil.which("java", path=f"{java}/bin") if java else shutil.which("java")):
        return "Java was not found: Spark needs Java 17; install it (Debian: openjdk-17-jre-headless) or set JAVA_HOME"
    return ""


def open_session(master: str | None = None, settings: Mapping[str, Any] | None = None) -> "SparkSession":
    """The Spark session of this program, or one at `master` ("local[2]", "yarn", "spark://…").

    Under spark-submit leave `master` out. Raises SparkError in a sentence where pyspark or Java is missing.
    """
    if missing():
        raise SparkError(missing())
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # or its workers would be another Python
    builder = SparkSession.builder.appName("poverty-risk")
    if master:
        builder = builder.master(master)
    for name, value in {**SETTINGS, **(settings or {})}.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise SparkError(
            f"Spark did not start ({error.getCondition()}): it needs Java 17; see `java -version`"
        ) from None


def local_settings(cores: int) -> dict[str, str]:
    """For a session on this machine alone: no web page, no name looked up, no more parts than cores."""
    return {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.driver.memory": "6g",  # at most; with 2 the plan of all features found no room
        "spark.sql.shuffle.partitions": str(cores),
    }


SMALL = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.leafNodeDefaultParallelism": "1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}
"""For some thousand records: compiling a query costs more there than running it as it stands."""
