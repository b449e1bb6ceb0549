"""What would lower the risk: never worse, consistent with what is derived, words without numbers."""

import re

import numpy as np
import pandas as pd
import pytest

from features.feature import features
from features.vector import model_matrix
from models.lowering import STEPS, Lowering, applies, given, lowering
from models.measure import measures


@pytest.fixture(scope="module")
def lowered(toy):
    return lowering(toy.trained.risk, toy.vectors, [()] * len(toy.vectors))


def test_help_never_raises_the_risk(toy):
    before = toy.trained.risk.probability(toy.matrix)
    for measure in measures().values():
        if measure.changes:
            after = toy.trained.risk.probability(model_matrix(given(measure, toy.vectors)))
            direct = [n for n in measure.changes if n in toy.trained.risk.names]
            assert (after <= before + 1e-12).all(), (measure.name, direct)


def test_what_is_found_lowers_the_risk_and_takes_at_most_two_measures(lowered, toy):
    found = [one for one in lowered if one]
    assert len(found) > len(toy.vectors) / 10
    for one in found:
        assert (
            one.after < one.before and 1 <= len(one.measures) <= STEPS and len(set(one.measures)) == len(one.measures)
        )


def test_the_risk_it_promises_is_what_the_model_says_of_the_changed_household(lowered, toy):
    for row, one in enumerate(lowered[:25]):
        if one:
            state = toy.vectors.iloc[[row]]
            assert one.before == pytest.approx(float(toy.trained.risk.probability(model_matrix(state))[0]))
            for name in one.measures:
                assert applies(measures()[name], state).all()
                state = given(measures()[name], state)
            assert one.after == pytest.approx(float(toy.trained.risk.probability(model_matrix(state))[0]))


def test_what_is_held_is_not_proposed_again(toy):
    held = [{"job_placement", "medical_assistance"}] * len(toy.vectors)
    for one in lowering(toy.trained.risk, toy.vectors, held):
        assert one is None or not {"job_placement", "medical_assistance"} & set(one.measures)


def test_what_is_derived_follows_what_is_changed():
    names = ("medical_out_of_pocket_12m", "income_annualised_12m")
    share = features()["medical_share_of_income_12m"]
    assert set(share.of) == set(names)
    frame = pd.DataFrame({n: [np.nan, np.nan] for n in features()})
    frame["medical_out_of_pocket_12m"], frame["income_annualised_12m"] = [8000.0, 8000.0], [40_000.0, np.nan]
    after = given(measures()["medical_assistance"], frame)
    assert after["medical_out_of_pocket_12m"].tolist() == [4000.0, 4000.0]
    assert after["medical_share_of_income_12m"].iloc[0] == pytest.approx(0.1)
    assert np.isnan(after["medical_share_of_income_12m"].iloc[1])


def test_an_unknown_condition_does_not_apply():
    measure = measures()["house_repair"]
    frame = pd.DataFrame({"housing_grade_latest": [4.0, 1.0, np.nan], "labour_members": [1.0, 1.0, 1.0]})
    assert applies(measure, frame).tolist() == [True, False, False]


def test_the_words_have_no_number():
    one = Lowering(("house_repair", "job_placement"), 0.2, 0.1)
    assert not re.search(r"\d", one.words.zh + one.words.en)
    assert "明显" in one.words.zh
    assert "有所" in Lowering(("house_repair",), 0.2, 0.18).words.zh
