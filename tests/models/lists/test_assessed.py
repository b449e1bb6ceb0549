"""Assessments give their figures at once and their texts to whom they are asked for."""

import pandas as pd
import pytest

from features.errors import RecordStoreError
from models.lists.assessed import TEXTS, Assessed
from tests.models.lists.invented_lists import assessments

THREE = "household | risk | reasons\nH1 | 0.1 | income_12m\nH2 | 0.2 | debt_overdue\nH3 | 0.3 | income_12m"


@pytest.fixture(params=["memory", "file"])
def assessed(request, tmp_path) -> Assessed:
    """Three households' assessments, in memory and in a file."""
    table = assessments(THREE)
    if request.param == "memory":
        return Assessed(table)
    table.to_parquet(tmp_path / "assessments.parquet", index=False)
    return Assessed(tmp_path / "assessments.parquet")


def test_figures_hold_no_texts_and_the_whole_holds_all(assessed):
    assert not set(TEXTS) & set(assessed.figures) and assessed.figures["return_risk"].tolist() == [0.1, 0.2, 0.3]
    pd.testing.assert_frame_equal(assessed.whole(), assessments(THREE), check_dtype=False)


def test_texts_are_those_of_the_households_asked_for(assessed):
    found = assessed.texts({"H2"}, ["reasons"])
    assert found.index.tolist() == ["H2"] and "debt_overdue" in found["reasons"].item()


def test_of_a_standing_that_was_kept_without_texts_nothing_is_said(tmp_path):
    assessments(THREE).drop(columns=list(TEXTS)).to_parquet(tmp_path / "standing.parquet", index=False)
    kept = Assessed(tmp_path / "standing.parquet")
    assert kept.texts(["H1", "H3"])["reasons"].tolist() == ["[]", "[]"]


def test_assessments_that_are_cut_off_are_named_in_a_sentence(tmp_path):
    path = tmp_path / "week" / "assessments.parquet"
    path.parent.mkdir()
    assessments(THREE).to_parquet(path, index=False)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    readers = [lambda a: a.figures, lambda a: a.whole(), lambda a: a.texts(["H1"])]
    for read in readers:
        with pytest.raises(RecordStoreError, match=r"week/assessments\.parquet is cut off or damaged: delete it"):
            read(Assessed(path))
