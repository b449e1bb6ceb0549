"""Spark computes what DuckDB computes: every feature on its example, a county's vectors, and their assessments."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from features.errors import SparkError
from features.feature import features
from features.records import Records
from features.scope import Scope
from features.spark import engine
from features.spark.drawn import drawn_on_spark
from features.spark.engine import SparkConnection, open_session
from features.spark.vectors import vectors_on_spark
from features.standard import Standards
from features.vector import build_vectors
from models.drawn import drawn
from tests.features.spark import together

CLOSE = 1e-9  # beside 1: sums of floats depend on the order in which rows come


def far_apart(one: pd.Series, other: pd.Series) -> int:
    """How many values differ by more than CLOSE, or are known on one side only."""
    numbers = one.astype("float64"), other.astype("float64")
    near = np.isclose(*numbers, rtol=CLOSE, atol=CLOSE, equal_nan=True)
    return int((~near).sum())


def test_every_feature_makes_of_its_example_what_the_example_says(spark):
    with SparkConnection(spark) as connection:
        found = together.found_by(connection)
    expected = together.expected()
    wrong = {k: (v, found.get(k, "absent")) for k, v in expected.items() if found.get(k, "absent") != pytest.approx(v)}
    assert not wrong
    assert {feature for feature, _ in expected} == set(features())


def test_the_examples_together_are_the_examples_apart():
    from features.engine import connect

    with connect() as connection:
        found = together.found_by(connection)
    assert {k: found.get(k, "absent") for k in together.expected()} == pytest.approx(together.expected())


def test_what_is_missing_for_spark_is_said_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(engine.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SparkError, match="pyspark is not installed: run make setup-spark"):
        open_session("local[2]")
    monkeypatch.setattr(engine.importlib.util, "find_spec", lambda name: name)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(SparkError, match="Java was not found: Spark needs Java 17"):
        open_session("local[2]")


@pytest.mark.slow
def test_a_county_s_vectors_are_duckdb_s(spark, county, tmp_path):
    records, standards, day = county
    vectors_on_spark(spark, records, [day], f"file://{tmp_path}/spark", standards=standards)
    theirs = pd.read_parquet(tmp_path / "spark" / f"as_of-{day}.parquet")
    ours = build_vectors(records, [day], tmp_path / "duckdb", standards=standards).read([day])
    assert list(theirs.columns) == list(ours.columns)
    assert theirs["household_id"].tolist() == ours["household_id"].tolist()
    assert not {n: c for n in features() if (c := far_apart(theirs[n], ours[n]))}
    whole = [n for n in features() if (ours[n].dropna() % 1 == 0).all()]
    assert all(theirs[n].astype("float64").equals(ours[n].astype("float64")) for n in whole) and len(whole) > 50
    days = [n for n in ours if n.endswith(("__happened_on", "__known_on"))]
    assert all(pd.to_datetime(theirs[n]).equals(pd.to_datetime(ours[n])) for n in days)


@pytest.mark.slow
def test_what_households_draw_is_gathered_alike(spark, county):
    records, _, day = county
    ours = drawn(*(records.rows(name, day, Scope.everything()) for name in ("benefits", "help_given")), day)
    with SparkConnection(spark) as connection:
        at = (records.root / "records").as_uri()
        theirs = {row[0]: set(row[1]) for row in drawn_on_spark(connection, at, day).collect()}
    assert theirs == ours and ours


@pytest.mark.slow
def test_a_folder_without_records_is_refused_in_a_sentence(spark, county, tmp_path):
    records, standards, day = county
    with pytest.raises(SparkError, match="Spark finds no records there"):
        vectors_on_spark(spark, records, [day], "file:///x", standards=standards, records_at=f"file://{tmp_path}/none")


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> tuple[Records, Standards, date]:
    """An invented county of 150 households with half a year of history before the day asked for."""
    from features.synthetic.county import invent

    root = tmp_path_factory.mktemp("county")
    invent(root / "records", households=150, seed=3, months=18)
    records = Records(root / "records")
    return records, Standards.load(records.root / "standards"), date(2026, 10, 31)
