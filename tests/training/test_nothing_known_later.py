"""Perturb the unknowable: whatever becomes known after a date changes no vector, no assessment, no lesson of it."""

import shutil
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from features.population import population
from features.records import Records
from features.table import Column, Kind
from features.text import Text
from features.vector import build_vectors
from models.lists.assessing import assess_on, earlier_than
from tests.training.later_news import bring_news, other_values
from training.learning import Material, lesson
from training.splits import Side, Split

AS_OF = date(2025, 9, 30)


@pytest.fixture(scope="module")
def told_later(county, tmp_path_factory) -> Material:
    """The same county when much more is known; its vectors and population as of the day are made anew."""
    root = tmp_path_factory.mktemp("told_later")
    shutil.copytree(county.root / "records", root / "records")
    records = Records(root / "records")
    bring_news(records, AS_OF)
    dates = [earlier_than(AS_OF), AS_OF]
    made = build_vectors(records, dates, root / "vectors", standards=county.material.standards)
    return replace(county.material, records=records, vectors=made, population=population(records, dates))


def test_the_vectors_are_the_same_to_the_last_digit(county, told_later):
    pd.testing.assert_frame_equal(told_later.vectors.read([AS_OF]), county.material.vectors.read([AS_OF]))


def test_the_population_is_the_same(county, told_later):
    then, now = (m.population[m.population["as_of"] == pd.Timestamp(AS_OF)] for m in (county.material, told_later))
    pd.testing.assert_frame_equal(now.reset_index(drop=True), then.reset_index(drop=True))


def test_index_risk_band_and_reasons_are_the_same(county, told_later, small_model):
    then = assess_on(county.material, small_model, AS_OF)
    assert then["reasons"].str.len().gt(2).any() and then["return_risk"].nunique() > 1
    pd.testing.assert_frame_equal(assess_on(told_later, small_model, AS_OF), then)


def test_the_lessons_are_the_same(county, told_later):
    villages = frozenset(county.material.population["village_code"])
    side = Side((date(2024, 12, 31), date(2025, 3, 31)), villages)
    split = Split("known until", AS_OF, "village_code", side, side, Side((), frozenset()))
    one, two = lesson(county.material, split), lesson(replace(county.material, records=told_later.records), split)
    assert (one.risk_teach.outcome == two.risk_teach.outcome).all() and one.risk_teach.outcome.sum() > 0
    assert (one.risk_teach.weight == two.risk_teach.weight).all()
    assert (one.index_teach.outcome == two.index_teach.outcome).all() and len(one.index_teach)


WORDS = Text(zh="列", en="Column")


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (Column(name="grade", kind=Kind.CODE, label=WORDS, codes={"A": WORDS, "B": WORDS, "C": WORDS}), ["A", "C"]),
        (Column(name="held", kind=Kind.YES_NO, label=WORDS), [True, False]),
        (Column(name="ended_on", kind=Kind.DATE, label=WORDS), [date(2025, 1, 1), date(2025, 2, 1)]),
        (Column(name="paid_fen", kind=Kind.FEN, label=WORDS), [0, 100]),
        (Column(name="share", kind=Kind.NUMBER, label=WORDS, at_least=0, at_most=1), [0.0, 1.0]),
    ],
    ids=lambda one: getattr(one, "name", ""),
)
def test_the_news_change_every_kind_of_column_and_leave_what_is_empty(column, values):
    told = other_values(pd.Series([*values, None], dtype=object), column)
    assert told[:2].tolist() != values and all(a != b for a, b in zip(told, values, strict=False))
    assert pd.isna(told.iloc[2])
