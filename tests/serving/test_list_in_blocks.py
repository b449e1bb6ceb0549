"""A list made block by block is the list made at once, papers and workbook included."""

import json
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from features.errors import EmptyPopulationError
from features.holdings import Holdings
from features.span import spans
from models.lists.assessed import Assessed
from models.lists.in_blocks import list_in_blocks
from models.lists.kept import kept_before
from models.lists.listed import ListedRows
from models.lists.papers import ABOUT, CAUSES, EVIDENCE, STANDING
from tests.serving.small_run import HOUSEHOLDS, WEEKS, SmallRun

WEEK = "2026-W47"
KEYS = {STANDING: ["household_id"], EVIDENCE: ["household_id", "name"], CAUSES: ["household_id"]}


def make(run: SmallRun, assessed: Path, folder: Path, rows: int) -> Path:
    """The last week's list in blocks of so many households."""
    remember = partial(kept_before, run.root / "lists", WEEK, 54)
    list_in_blocks(Holdings.open(run.root), assessed, WEEKS[-1], remember, folder, rows)
    return folder


@pytest.mark.parametrize("rows", [7, HOUSEHOLDS])
def test_every_file_is_as_if_all_households_had_been_held_at_once(run, tmp_path, rows):
    made = make(run, run.root / "assessments.parquet", tmp_path / "made", rows)
    whole = run.root / "lists"
    listed = pd.read_parquet(whole / f"{WEEK}.parquet")
    assert set(listed["change"]) == {"new", "still"} and listed["township_code"].nunique() > 1
    pd.testing.assert_frame_equal(pd.read_parquet(made / f"{WEEK}.parquet"), listed, check_dtype=False)
    assert (made / f"{WEEK}.xlsx").read_bytes() == (whole / f"{WEEK}.xlsx").read_bytes()
    for name, keys in KEYS.items():
        there, expected = (pd.read_parquet(f / WEEK / name).sort_values(keys) for f in (made, whole))
        pd.testing.assert_frame_equal(there.reset_index(drop=True), expected.reset_index(drop=True))
    there, expected = (json.loads((f / WEEK / ABOUT).read_text(encoding="utf-8")) for f in (made, whole))
    assert there == expected
    assert {p.name for p in made.iterdir()} == {WEEK, f"{WEEK}.parquet", f"{WEEK}.xlsx"}


def test_households_without_assessment_leave_blocks_empty_and_the_others_as_they_are(run, tmp_path):
    some = pd.read_parquet(run.root / "assessments.parquet").sort_values("household_id").iloc[-HOUSEHOLDS // 2 :]
    some.to_parquet(tmp_path / "some.parquet", index=False)
    made = make(run, tmp_path / "some.parquet", tmp_path / "made", 7)
    standing = pd.read_parquet(made / WEEK / STANDING)
    assert sorted(standing["household_id"]) == sorted(some["household_id"])


def test_a_county_of_whom_nobody_is_assessed_is_refused_in_words(run, tmp_path):
    pd.read_parquet(run.root / "assessments.parquet").iloc[:0].to_parquet(tmp_path / "none.parquet", index=False)
    with pytest.raises(EmptyPopulationError, match="no household"):
        make(run, tmp_path / "none.parquet", tmp_path / "made", 7)


def test_rows_on_file_are_given_as_those_in_memory(run):
    path = run.root / "lists" / f"{WEEK}.parquet"
    held, kept = ListedRows(pd.read_parquet(path)), ListedRows(path)
    code = held.source["township_code"].iloc[0]
    assert len(held) == len(kept) == len(pd.concat(kept.pieces()))
    pd.testing.assert_frame_equal(
        held.of_township(code).reset_index(drop=True), kept.of_township(code).reset_index(drop=True)
    )
    pd.testing.assert_frame_equal(held.columns(["lane", "place"]), kept.columns(["lane", "place"]))


def test_assessments_of_a_span_are_the_same_from_a_file_and_from_memory(run):
    path = run.root / "assessments.parquet"
    everybody = Assessed(pd.read_parquet(path))
    span = spans(sorted(everybody.figures["household_id"]), 30)[1]
    for one in (everybody.within(span), Assessed(path).within(span)):
        assert len(one.figures) == len(one.whole()) == 30
        assert set(one.texts(one.figures["household_id"]).index) == set(one.figures["household_id"])
