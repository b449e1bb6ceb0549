"""What each household draws already, gathered by Spark: `models.drawn` says what counts."""

from datetime import date
from typing import TYPE_CHECKING

from features.calendar import add_months
from features.population import HELP_LASTS_MONTHS
from features.records import valid_on
from features.scope import Scope
from features.spark.engine import SparkConnection
from features.spark.store import register

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

CODES = {"benefits": "benefit", "help_given": "measure"}  # table -> the column that names what is drawn


def drawn_on_spark(
    connection: SparkConnection, records_at: str, as_of: date, scope: Scope | None = None
) -> "DataFrame":
    """Columns household_id and drawn (an array of codes) of every household that draws something on `as_of`.

    `connection` must outlive the frame, which is read when it is used.
    """
    register(connection, records_at, scope or Scope.everything(), as_of)
    rows = " UNION ALL ".join(_running(name, as_of) for name in CODES)
    gathered = f"SELECT household_id, collect_set(code) AS drawn FROM ({rows}) GROUP BY household_id"
    return connection.session.sql(gathered)


def _running(name: str, as_of: date) -> str:
    day = f"DATE '{as_of}'"
    open_ended = "ended_on IS NULL"
    if name == "help_given":  # nobody records the end of most help
        open_ended += f" AND happened_on > DATE '{add_months(as_of, -HELP_LASTS_MONTHS)}'"
    return (
        f"SELECT household_id, {CODES[name]} AS code FROM versions_{name} "
        f"WHERE {valid_on(day)} AND ({open_ended} OR ended_on > {day})"
    )
