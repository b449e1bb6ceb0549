"""The rule of promotion: better by a margin and worse in nothing, or a person takes it upon themselves."""

import json

import pytest

from features.errors import PromotionError
from training.promotion import VERDICT, check_may_promote, judged, passes, sentence


def report(**changed):
    figures = {
        "precision_at": {"value": 0.03, "low": -0.01, "high": 0.07, "champion": 0.12, "challenger": 0.15},
        "calibration": {"champion": 0.20, "challenger": 0.15},
        "stability": {"champion": 0.80, "challenger": 0.78},
        "groups": [{"group": "disabled", "zh": "残疾", "en": "Disabled", "value": -0.02, "low": -0.1, "high": 0.06}],
        "conformance": {"contributions add up": True},
    } | changed
    conditions = judged(figures)
    return figures | {"conditions": conditions, "passes": passes(conditions), "challenger": "new", "champion": "old"}


def test_better_by_the_margin_and_worse_in_nothing_passes():
    assert report()["passes"]
    assert "a person may promote it" in sentence(report() | {"precision_at": report()["precision_at"]}).en


@pytest.mark.parametrize(
    "changed",
    [
        {"precision_at": {"value": 0.005, "low": -0.01, "high": 0.02, "champion": 0.12, "challenger": 0.125}},
        {"precision_at": {"value": 0.02, "low": -0.05, "high": 0.09, "champion": 0.12, "challenger": 0.14}},
        {"precision_at": {"value": None, "low": None, "high": None, "champion": 0.12, "challenger": 0.14}},
        {"calibration": {"champion": 0.1, "challenger": 0.4}},
        {"stability": {"champion": 0.8, "challenger": 0.6}},
        {"groups": [{"group": "g", "zh": "组", "en": "Group", "value": -0.3, "low": -0.5, "high": -0.1}]},
        {"conformance": {"directions hold": False}},
    ],
    ids=["no margin", "may be worse", "cannot be said", "calibration", "stability", "a group", "conformance"],
)
def test_one_condition_missed_is_enough_to_stay(changed):
    assert not report(**changed)["passes"]


def test_a_group_too_small_to_judge_does_not_stand_in_the_way():
    assert report(groups=[{"group": "g", "zh": "组", "en": "Group", "falls": 3}])["passes"]


def test_a_group_whose_loss_may_be_chance_does_not_stand_in_the_way():
    group = {"group": "g", "zh": "组", "en": "Group", "value": -0.3, "low": -0.7, "high": 0.1}
    assert report(groups=[group])["passes"]


def test_against_the_rule_only_with_a_reason(tmp_path):
    missed = report(stability={"champion": 0.8, "challenger": 0.5})
    (tmp_path / VERDICT).write_text(json.dumps(missed), encoding="utf-8")
    with pytest.raises(PromotionError, match="stability of the list no worse"):
        check_may_promote(tmp_path, "new", None)
    check_may_promote(tmp_path, "new", "the old one's features are gone")
    check_may_promote(tmp_path, "another", None)


def test_a_model_that_was_never_compared_is_the_person_s_own_decision(tmp_path):
    check_may_promote(tmp_path, "first", None)
