"""Everybody's assessments made part by part are those made at once, and a part that is there is not made again."""

import pandas as pd
import pytest

from models.lists.assessing import assess_into, assess_on, parts

ROWS = 150


@pytest.fixture(scope="module")
def saved(small_model, tmp_path_factory):
    folder = tmp_path_factory.mktemp("model") / "model"
    small_model.save(folder)
    return folder


def last_day(county):
    return max(county.material.vectors.dates)


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_assessments_in_parts_are_those_made_at_once(county, small_model, saved, tmp_path, processes):
    day = last_day(county)
    assess_into(county.material, saved, day, tmp_path / "all.parquet", processes=processes, rows=ROWS)
    assert [p.name for p in tmp_path.iterdir()] == ["all.parquet"]
    assess_on(county.material, small_model, day).to_parquet(tmp_path / "at_once.parquet", index=False)
    in_parts, at_once = (pd.read_parquet(tmp_path / f"{name}.parquet") for name in ("all", "at_once"))
    assert len(at_once) > ROWS
    pd.testing.assert_frame_equal(in_parts, at_once)


def test_a_part_that_is_there_is_not_made_again(county, saved, tmp_path):
    day, workings = last_day(county), tmp_path / ".all.parts"
    workings.mkdir()
    first, *others = parts(county.material, day, workings, ROWS)
    others[0].make(saved)
    others[0].target.rename(first.target)  # a later part's rows in the first one's place show who made them
    assess_into(county.material, saved, day, tmp_path / "all.parquet", processes=1, rows=ROWS)
    made = pd.read_parquet(tmp_path / "all.parquet")["household_id"]
    everybody = county.material.vectors.read([day], ["household_id"])["household_id"]
    assert made.iloc[0] == others[0].span.first
    assert made.iloc[-1] == everybody.iloc[-1]
