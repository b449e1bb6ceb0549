"""Assessments on Spark are those of `assess`, part by part, with what was joined to the vectors."""

import numpy as np
import pandas as pd
import pytest

from features.standard import Standards
from models.assess import assess
from models.on_spark import DRAWN, EARLIER, KEPT, SCHEMA, assess_batch, assess_on_spark
from tests.features.spark.conftest import spark  # noqa: F401
from tests.models import toy_county

STANDARDS = Standards(())
NOBODY = pd.DataFrame({n: pd.Series(dtype="object") for n in ("household_id", "as_of", "group", "monitored")})


def one_machine(toy, vectors: pd.DataFrame, earlier: pd.DataFrame | None, draws: dict) -> pd.DataFrame:
    return assess(toy.trained, vectors, earlier, NOBODY, STANDARDS, benefits=draws).table[list(KEPT)]


def same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    for name in KEPT:
        one, other = found[name], expected[name]
        if name == "as_of":
            one, other = pd.to_datetime(one), pd.to_datetime(other)
        np.testing.assert_array_equal(one.to_numpy(), other.to_numpy(), err_msg=name)


@pytest.fixture(scope="module")
def days(toy) -> tuple[pd.DataFrame, pd.DataFrame, dict]:
    """Vectors, those of a quarter before for most households, and what some draw."""
    before = toy_county.vectors(45, seed=8, as_of=toy_county.date(2025, 3, 31))
    return in_days(toy.vectors.head(60)), in_days(before), {"H00003": {"subsistence_allowance"}}


def in_days(vectors: pd.DataFrame) -> pd.DataFrame:
    """With dates as the vectors' files have them."""
    return vectors.assign(**{n: vectors[n].dt.date for n in vectors.select_dtypes("datetime")})


def test_a_part_with_what_was_joined_to_it_is_assessed_as_ever(toy, days):
    now, before, draws = days
    joined = now.merge(
        before.add_prefix(EARLIER), left_on="household_id", right_on=f"{EARLIER}household_id", how="left"
    )
    joined[DRAWN] = [list(draws[h]) if h in draws else None for h in joined["household_id"]]
    made = assess_batch(toy.trained, joined, STANDARDS)
    assert made.schema == SCHEMA
    same(made.to_pandas(), one_machine(toy, now, before, draws))


@pytest.mark.slow
def test_spark_assesses_as_one_machine_does(toy, days, spark, tmp_path):  # noqa: F811
    now, before, draws = days
    toy.trained.save(tmp_path / "model")
    rows = [spark.createDataFrame(pd.DataFrame(frame)) for frame in (now, before)]
    drawn = spark.createDataFrame(
        [(h, sorted(codes)) for h, codes in draws.items()], "household_id string, drawn array<string>"
    )
    made = assess_on_spark(tmp_path / "model", rows[0], STANDARDS, rows[1], drawn).toPandas()
    made = made.sort_values("household_id", ignore_index=True)
    same(made, one_machine(toy, now, before, draws).sort_values("household_id", ignore_index=True))
