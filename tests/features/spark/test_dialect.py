"""What DuckDB's SQL becomes in Spark's words, where the translation alone would mean something else."""

from datetime import date

import pytest
import sqlglot

from features.assembly import Assembly
from features.engine import connect
from features.errors import DeclarationError
from features.query import NEAR, NEAR_SQL
from features.scope import Scope
from features.spark.dialect import to_spark
from features.spark.engine import MADE
from features.standard import Standards
from tests.features.ascii_store import county


def test_the_largest_is_taken_of_the_rows_that_have_a_value():
    assert to_spark("SELECT max_by(x, d) FROM t") == "SELECT MAX_BY(x, d) FILTER(WHERE NOT x IS NULL) FROM t"
    limited = to_spark("SELECT max_by(x, d) FILTER (WHERE ok) FROM t")
    assert limited == "SELECT MAX_BY(x, d) FILTER(WHERE NOT x IS NULL AND ok) FROM t"


def test_the_one_before_the_latest_is_the_second_of_two():
    assert to_spark("SELECT (max_by(x, d, 2) FILTER (WHERE ok))[2] FROM t") == (
        "SELECT GET(MAX_BY(x, d, 2) FILTER(WHERE NOT x IS NULL AND ok), 1) FROM t"
    )


def test_a_point_makes_a_number_a_double():
    assert to_spark("SELECT a / 100.0, b / 100 FROM t") == "SELECT a / CAST(100.0 AS DOUBLE), b / 100 FROM t"


def test_what_is_finite_is_known_and_within_bounds():
    assert to_spark("SELECT isfinite(x) FROM t") == (
        "SELECT (NOT ISNAN(x) AND ABS(x) < CAST('Infinity' AS DOUBLE)) FROM t"
    )


def test_rules_hold_inside_one_another():
    said = to_spark("SELECT isfinite(quantile_cont(x / 2.0, 0.2) OVER (PARTITION BY a)) FROM t")
    assert "PERCENTILE(x / CAST(2.0 AS DOUBLE), CAST(0.2 AS DOUBLE)) OVER (PARTITION BY a)" in said


@pytest.mark.parametrize("name", ["max_by", "min_by"])
def test_the_greatest_and_the_least_are_looked_for_among_what_is_known(name):
    assert f"{name.upper()}(x, d) FILTER(WHERE NOT x IS NULL)" in to_spark(f"SELECT {name}(x, d) FROM t")


def test_what_spark_cannot_say_is_refused_in_a_sentence():
    with pytest.raises(DeclarationError, match=r"(?s)not to be said in Spark SQL.*dialect\.py"):
        to_spark("SELECT min_by(x, d, 3) FROM t")
    with pytest.raises(DeclarationError, match="not to be said in Spark SQL"):
        to_spark("SELECT (")


class Recorder:
    """A connection that notes every statement."""

    def __init__(self, connection) -> None:
        self.connection, self.said = connection, []

    def execute(self, query: str):
        self.said.append(query)
        return self.connection.execute(query)

    def __getattr__(self, name: str):
        return getattr(self.connection, name)


def test_whatever_makes_a_vector_can_be_said_in_spark_sql(tmp_path):
    records, day = county(tmp_path / "store"), date(2025, 6, 30)
    with connect() as connection:
        records.register(connection, Scope.everything(), known_until=day)
        recorder = Recorder(connection)
        assembly = Assembly(recorder, [day])
        assembly.prepare()
        assembly.check_households()
        assembly.compute(records.coverage, Standards.load(records.root / "standards"))
        recorder.said += [assembly.select(day), NEAR_SQL, *(r.sql(NEAR) for r in assembly.readings)]
    assert len(recorder.said) > 60
    for statement in recorder.said:
        made = MADE.fullmatch(statement)
        assert sqlglot.parse_one(to_spark(made[2] if made else statement), read="spark")
