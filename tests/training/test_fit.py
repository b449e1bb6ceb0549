"""How a lesson becomes models: what the kept trees learnt from, and which parameters they were grown with."""

from dataclasses import replace

import numpy as np

from models.parameters import Parameters
from models.return_risk import ReturnRisk, grown
from tests.models import toy_county
from training.fit import choose, fit_risk
from training.learning import Lesson
from training.panel_parameters import PANEL
from training.search import USUAL, Budget, better, turns

FEW = Parameters(trees=4)


def lesson():
    teach, calibrate = toy_county.risk_set(400, 3), toy_county.risk_set(300, 4)
    return Lesson(teach, calibrate, teach, calibrate)


def test_the_trees_that_are_kept_learn_from_what_calibrated_them_too():
    made = lesson()
    fitted = fit_risk(made, FEW, 1)
    both = grown(made.risk_teach.with_rows(made.risk_calibrate), FEW, 1)[0]
    assert fitted.booster.model_to_string() == both.model_to_string()


def test_the_calibration_comes_from_trees_that_never_saw_what_calibrates():
    made = lesson()
    before = ReturnRisk.fit(made.risk_teach, made.risk_calibrate, FEW, 1)
    raw = np.linspace(-4, 2, 7)
    matrix = made.risk_teach.matrix.head(7)
    said = fit_risk(made, FEW, 1).calibration.probability(raw, matrix)
    np.testing.assert_array_equal(said, before.calibration.probability(raw, matrix))


def test_without_trials_a_panel_takes_its_own_parameters():
    recipe = choose(lesson(), Budget(trials=0), 1, PANEL)
    assert recipe.parameters == dict(PANEL)


def lesson_over_time():
    """A lesson whose rows lie on three dates, so that a search can judge on later ones."""
    made = lesson()
    dates = np.array(["2025-03-31", "2025-06-30", "2025-09-30"], dtype="datetime64[ns]")
    teach = replace(made.risk_teach, as_of=np.resize(dates, len(made.risk_teach)))
    return replace(made, risk_teach=teach)


def test_a_search_that_its_time_limit_cuts_says_so_and_one_that_is_finished_does_not():
    cut = choose(lesson_over_time(), Budget(trials=3, seconds=1e-9), 1).search["return_risk"]
    assert cut == {"asked": 2, "made": 0, "cut_short": True}
    done = choose(lesson_over_time(), Budget(trials=2), 1).search
    assert done["return_risk"] == {"asked": 2, "made": 2, "cut_short": False}
    assert done["poverty_index"] == {"asked": 0, "made": 0, "cut_short": False}


def test_without_trials_and_without_any_of_its_own_it_takes_the_defaults():
    recipe = choose(lesson(), Budget(trials=0), 1)
    assert recipe.parameters == dict(USUAL)


def test_other_parameters_are_taken_only_if_they_are_better_beyond_chance():
    draws = np.random.default_rng(3)
    usual = draws.random(400)
    assert not better(usual - 0.005 + draws.normal(0, 0.2, 400), usual)
    assert better(usual - 0.1 + draws.normal(0, 0.2, 400), usual)


def test_in_a_search_every_household_judges_once_and_never_what_it_taught():
    learning = lesson_over_time().risk_teach
    judged = [set(judge.household) for _, judge in turns(learning, 1)]
    assert set.union(*judged) == set(learning.household[learning.as_of == learning.as_of.max()])
    assert sum(map(len, judged)) == len(set.union(*judged))
    for teach, judge in turns(learning, 1):
        assert not set(teach.household) & set(judge.household) and teach.as_of.max() < judge.as_of.min()
