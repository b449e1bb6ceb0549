"""Reasons: the household's own facts in words, news first, nothing that may not be said."""

import re

import numpy as np
import pandas as pd
import pytest

from features.feature import features
from features.privacy import Privacy
from features.theme import Theme
from features.vector import model_matrix
from models.general_words import GENERAL, SENSITIVE
from models.reasoning import reasons
from models.reasons import MOST, PER_THEME, Facts, stem
from models.reference import medians, reference
from tests.models import toy_county


@pytest.fixture(scope="module")
def population() -> pd.DataFrame:
    return toy_county.vectors(60, 71)


def facts_of(vectors: pd.DataFrame, earlier: pd.DataFrame | None = None) -> Facts:
    matrix = model_matrix(vectors)
    return Facts(vectors, matrix, medians(reference(toy_county.vectors(300, 72)[matrix.columns])), earlier)


def one(earlier: pd.DataFrame | None = None, **values: float) -> Facts:
    """A household of which only `values` are known (people's units), for long; everything usual is 0.5."""
    vectors = toy_county.vectors(1, 3)
    for column in [c for c in vectors if c.endswith(("__known_on", "__happened_on"))]:
        vectors[column] = pd.Timestamp(toy_county.AS_OF) - pd.Timedelta(days=300)
    for name in features():
        vectors[name] = values.get(name, np.nan)
    usual = dict.fromkeys(features(), 0.5)
    return Facts(vectors, model_matrix(vectors), usual, earlier)


def said(facts: Facts, index: dict[str, float] | None = None, **contributions: float) -> list:
    """The reasons of the one household, given contributions to the risk and to the index."""
    risk = pd.DataFrame([contributions], columns=list(contributions) or ["members"]).fillna(0.0)
    return reasons(facts, risk, lambda rows: pd.DataFrame([index or {"members": 0.0}]))[0]


def test_a_reason_states_the_households_own_number():
    found = said(one(medical_out_of_pocket_12m=12_345.0), medical_out_of_pocket_12m=1.0)
    assert [r.feature for r in found] == ["medical_out_of_pocket_12m"]
    assert "12,345" in found[0].words.zh and "12,345" in found[0].words.en
    assert found[0].value == 12_345.0


def test_no_contribution_probability_or_model_word_is_said(population):
    risk = model_matrix(population).rank(pct=True).fillna(0.0)
    for some in reasons(facts_of(population), risk, lambda rows: risk.iloc[rows]):
        for reason in some:
            words = reason.words.en + reason.words.zh
            assert not re.search(r"shap|probab|概率|贡献|score|\bnan|\bNone|\binf\b", words, re.IGNORECASE)


def test_nothing_unknown_silent_out_of_bounds_or_forbidden_is_said(population):
    risk = pd.DataFrame(1.0, population.index, list(features()))
    for row, some in enumerate(reasons(facts_of(population), risk, lambda rows: risk.iloc[rows])):
        assert 1 <= len(some) <= MOST
        for reason in some:
            feature = features()[reason.feature]
            value = population.at[row, reason.feature]
            assert feature.said and feature.privacy is not Privacy.AUDIT_ONLY and value == reason.value
            assert feature.said_from is None or value >= feature.said_from
            assert feature.said_to is None or value <= feature.said_to


def test_a_value_on_the_better_side_of_usual_is_no_reason():
    facts = one(net_income_per_head_12m=90_000.0, months_without_wage_3m=3.0)
    found = said(facts, net_income_per_head_12m=2.0, months_without_wage_3m=0.5)
    assert [r.feature for r in found] == ["months_without_wage_3m"]


def test_two_windows_of_one_thing_are_said_once():
    facts = one(medical_out_of_pocket_12m=9000.0, medical_out_of_pocket_3m=8000.0, medical_share_of_income_12m=0.6)
    found = said(facts, medical_out_of_pocket_12m=1.0, medical_out_of_pocket_3m=0.9, medical_share_of_income_12m=0.8)
    assert [r.feature for r in found] == ["medical_out_of_pocket_12m"]


def test_stems_drop_windows_only():
    assert stem("medical_out_of_pocket_12m_before_3m") == stem("medical_out_of_pocket_3m") == "medical_out_of_pocket"
    assert stem("income_fall_3m") != stem("income_3m")


def test_a_theme_has_at_most_two_reasons_and_the_weightiest_theme_comes_first(population):
    risk = pd.DataFrame(1.0, population.index, list(features()))
    for some in reasons(facts_of(population), risk, lambda rows: risk.iloc[rows]):
        for theme in Theme:
            assert sum(r.theme is theme for r in some) <= PER_THEME
    facts = one(months_without_wage_3m=3.0, unemployed_members=2.0, disasters_12m=3.0)
    found = said(facts, months_without_wage_3m=0.6, unemployed_members=0.6, disasters_12m=0.9)
    assert [r.theme for r in found] == [Theme.WORK, Theme.DISASTER, Theme.WORK]


def earlier(**values: float) -> pd.DataFrame:
    frame = toy_county.vectors(1, 3)
    for name in features():
        frame[name] = values.get(name, np.nan)
    return frame


@pytest.mark.parametrize(
    ("then", "known_days_ago", "new"),
    [
        (5000.0, 20, True),  # doubled, and told of this month
        (9500.0, 20, False),  # hardly moved
        (20_000.0, 20, False),  # fell: that is no news of risk
        (5000.0, 200, False),  # the record is old
        (float("nan"), 20, True),  # not known before
    ],
)
def test_a_fact_is_news_when_its_record_is_fresh_and_it_moved(then, known_days_ago, new):
    vectors = toy_county.vectors(1, 3)
    for name in features():
        vectors[name] = 10_000.0 if name == "medical_out_of_pocket_12m" else np.nan
    vectors["medical_claims__known_on"] = vectors["as_of"] - pd.Timedelta(days=known_days_ago)
    usual = dict.fromkeys(features(), 0.5)
    facts = Facts(vectors, model_matrix(vectors), usual, earlier(medical_out_of_pocket_12m=then))
    assert said(facts, medical_out_of_pocket_12m=1.0)[0].new is new


def test_news_comes_before_what_is_long_known():
    vectors = toy_county.vectors(1, 3)
    known = {"medical_out_of_pocket_12m": 10_000.0, "housing_grade_latest": 4.0}
    for name in features():
        vectors[name] = known.get(name, np.nan)
    vectors["medical_claims__known_on"] = vectors["as_of"] - pd.Timedelta(days=10)
    vectors["housing_inspections__known_on"] = vectors["as_of"] - pd.Timedelta(days=700)
    facts = Facts(vectors, model_matrix(vectors), dict.fromkeys(features(), 0.5), earlier())
    found = said(facts, medical_out_of_pocket_12m=0.2, housing_grade_latest=2.0)
    assert [(r.feature, r.new) for r in found] == [
        ("medical_out_of_pocket_12m", True),
        ("housing_grade_latest", False),
    ]
    assert found[0].as_dict()["known_on"] == "2025-06-20"


def test_hidden_words_hold_no_digit_and_no_value(population):
    draws = np.random.default_rng(4).random((len(population), len(features())))
    risk = pd.DataFrame(draws**8, population.index, list(features()))
    seen = set()
    for some in reasons(facts_of(population), risk, lambda rows: risk.iloc[rows]):
        for reason in some:
            if features()[reason.feature].privacy in SENSITIVE:
                seen.add(reason.theme)
                assert not re.search(r"\d|[一二三四五六七八九十百千万]元", reason.hidden.zh + reason.hidden.en)
            else:
                assert reason.hidden == reason.words
    assert Theme.MEDICAL in seen
    assert set(GENERAL) == set(Theme)


def test_without_a_raising_fact_what_pulls_the_index_down_is_said():
    facts = one(months_without_wage_3m=3.0, medical_out_of_pocket_12m=9000.0)
    found = said(facts, index={"months_without_wage_3m": -4.0, "medical_out_of_pocket_12m": 1.0}, members=1.0)
    assert [r.feature for r in found] == ["months_without_wage_3m"]


def test_without_either_the_income_stands_beside_the_line():
    found = said(one(net_income_per_head_12m=90_000.0), members=1.0)
    assert len(found) == 1 and "90,000" in found[0].words.zh and "8,000" in found[0].words.zh


def test_failing_all_some_fact_that_may_be_said_is_said():
    assert said(one(house_age_years=40.0), members=1.0)[0].feature == "house_age_years"


def test_of_whom_nothing_is_known_nothing_is_said():
    assert said(one(), members=1.0) == []
