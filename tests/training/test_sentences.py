"""The report says what the figures say: met, missed, uncertain, or nothing to judge by."""

from training.bars import BARS, Bar, judged_bars
from training.fairness import fairness
from training.sentences import cautions, of_bar, percent


def report(value, low, high, falls=500):
    figure = {"value": value, "low": low, "high": high}
    return {
        "list": {"over_threshold_rules": figure, "over_best_rival": figure},
        "return_risk": {"all": {"model": {"calibration_slope": figure, "observed_over_expected": figure}}},
        "by_date": [{"falls": falls}],
    }


def said(found, name):
    bar = next(b for b in judged_bars(found, "decisions") if b["name"] == name)
    return bar["met"], of_bar(bar, found)


def test_a_met_bar_says_so_with_its_figure():
    met, words = said(report(2.0, 1.5, 2.5), "precision_over_threshold_rules")
    assert met and "2" in words.zh and words.en.startswith("Met")


def test_a_clear_miss_is_called_real():
    met, words = said(report(1.1, 1.0, 1.2), "precision_over_threshold_rules")
    assert met is False and "gap is real" in words.en and "差距是真实的" in words.zh


def test_a_miss_within_the_interval_is_called_uncertain_and_names_the_falls():
    met, words = said(report(1.3, 0.9, 1.7, falls=41), "precision_over_threshold_rules")
    assert met is False and "41" in words.en and "cannot be told" in words.en


def test_a_miss_of_one_group_names_the_falls_of_that_group():
    lead = {"value": 0.02, "low": 0.01, "high": 0.04}
    found = {
        "return_risk": {"return": {"n_test": 200, "base_rate": {"value": 0.3}, "auc_above": {"logistic": lead}}},
        "by_date": [{"falls": 7000}],
    }
    bar = next(b for b in judged_bars(found, "next_visit") if b["name"] == "return_auc_above_logistic")
    assert "judged by 60 falls" in of_bar(bar, found).en


def test_a_slope_outside_by_more_than_chance_points_to_the_period():
    met, words = said(report(0.5, 0.4, 0.6), "calibration_slope")
    assert met is False and "period" in words.en


def test_a_bar_without_a_figure_is_neither_met_nor_missed():
    met, words = said(report(None, None, None), "precision_over_threshold_rules")
    assert met is None and "no figure" in words.en


def test_every_bar_names_its_source_and_both_languages():
    assert len({bar.name for bar in BARS}) == len(BARS)
    for bar in BARS:
        assert isinstance(bar, Bar) and bar.source and bar.label.zh != bar.label.en
        assert bar.at_least is not None or bar.at_most is not None


def test_an_unknown_share_is_a_dash_not_zero():
    assert percent(None) == percent({"value": None, "low": None, "high": None}) == "–"


def test_a_group_with_few_falls_is_not_estimable_never_fair():
    import numpy as np
    import pandas as pd

    from training.figures import RiskFigures

    rows = pd.DataFrame(
        {
            "household_id": [f"H{n}" for n in range(400)],
            "as_of": pd.Timestamp("2026-04-30"),
            "outcome": np.tile([1.0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 40),
            "rank__model": np.linspace(1, 0, 400),
            "probability__model": 0.1,
        }
    )
    figures = RiskFigures(rows, ["model"], {pd.Timestamp("2026-04-30"): 0.2}, {"replicates": 10})
    names = ("formerly_poor", "minority_township", "head_female", "migrant", "elderly_only", "disabled")
    groups = pd.DataFrame({name: np.arange(400) % 4 == 0 for name in names})
    groups["disabled"] = np.arange(400) < 30
    found = {row["group"]: row for row in fairness(figures, groups)}
    assert found["disabled"]["inside"]["falls"] == 3
    assert found["disabled"]["inside"]["recall"] is None and found["disabled"]["recall_ratio"] is None
    assert found["disabled"]["flagged"] is False and not found["disabled"]["inside"]["estimable"]
    assert found["migrant"]["inside"]["recall"]["low"] <= found["migrant"]["inside"]["recall"]["value"]


def test_a_search_that_was_cut_short_is_a_caution_of_the_report():
    source = {"caution_zh": "", "caution_en": "", "outcome": "next_visit"}
    found = {"source": source, "left_out": {}, "by_date": [{"falls": 500}]}
    search = {"asked": 8, "made": 3, "cut_short": True}
    assert "after 3 of 8 trials" in cautions(found | {"search": {"return_risk": search}})[0].en
    assert not cautions(found | {"search": {"return_risk": {"asked": 8, "made": 8, "cut_short": False}}})
