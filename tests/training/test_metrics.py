"""Every metric against a value worked out by hand or by scikit-learn, and its weights against repeated rows."""

import numpy as np
import pytest
from sklearn import metrics as known
from sklearn.linear_model import LogisticRegression

from training.metric import Judges, metrics, of_kind
from training.ranked import Predictions


def predicted(seed: int = 0, rows: int = 3000) -> Predictions:
    random = np.random.default_rng(seed)
    probability = random.beta(1, 12, rows)
    outcome = (random.random(rows) < probability).astype(float)
    date = random.integers(0, 2, rows)
    return Predictions(
        outcome, probability, probability, probability - 0.1, probability + 0.5, date, np.array([30.0, 50.0])
    )


def one(name: str, predictions: Predictions) -> float:
    return float(metrics()[name].of(predictions, np.ones((1, len(predictions.outcome))))[0])


def test_auc_and_average_precision_agree_with_scikit_learn_also_where_ties_stand():
    whole = predicted()
    tied = Predictions(whole.outcome, np.round(whole.ranking, 1))
    for case in (whole, tied):
        assert one("auc", case) == pytest.approx(known.roc_auc_score(case.outcome, case.ranking))
        assert one("average_precision", case) == pytest.approx(
            known.average_precision_score(case.outcome, case.ranking)
        )


def test_the_brier_score_agrees_with_scikit_learn():
    case = predicted()
    assert one("brier", case) == pytest.approx(known.brier_score_loss(case.outcome, case.probability))


def test_the_calibration_slope_agrees_with_a_logistic_regression():
    case = predicted()
    log_odds = np.log(case.probability / (1 - case.probability)).reshape(-1, 1)
    fitted = LogisticRegression(C=np.inf).fit(log_odds, case.outcome)
    assert one("calibration_slope", case) == pytest.approx(fitted.coef_[0, 0], abs=0.02)


def test_probabilities_twice_too_bold_have_half_the_slope():
    case = predicted(rows=20000)
    odds = (case.probability / (1 - case.probability)) ** 2
    bold = Predictions(case.outcome, case.ranking, odds / (1 + odds))
    assert one("calibration_slope", bold) == pytest.approx(one("calibration_slope", case) / 2, abs=0.02)


def test_the_calibration_error_is_the_gap_that_was_put_in():
    outcome = np.tile([1.0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 100)
    assert one("ece", Predictions(outcome, outcome, np.full(1000, 0.15))) == pytest.approx(0.05)


def test_precision_and_recall_count_the_listed_of_each_date():
    outcome = np.array([1.0, 0, 0, 1, 1, 0])
    ranking = np.array([9.0, 8, 1, 7, 6, 5])
    date = np.array([0, 0, 0, 1, 1, 1])
    case = Predictions(outcome, ranking, date=date, length=np.array([2.0, 1.0]))
    assert one("precision_at", case) == pytest.approx(2 / 3)  # 9 and 8 on the first date, 7 on the second
    assert one("recall_at", case) == pytest.approx(2 / 3)


def test_of_equals_that_do_not_all_fit_on_the_list_the_part_that_fits_counts():
    case = Predictions(np.array([1.0, 0, 0, 0]), np.ones(4), date=np.zeros(4, int), length=np.array([2.0]))
    assert one("precision_at", case) == pytest.approx(1 / 4)
    assert one("recall_at", case) == pytest.approx(1 / 2)


def test_the_list_of_a_redraw_is_filled_from_the_top_as_if_every_row_were_looked_at():
    case = predicted(5)
    weight = np.random.default_rng(6).multinomial(3000, np.full(3000, 1 / 3000), 20).astype(float)
    expected = np.zeros(20)
    for number, length in enumerate(case.length):
        rows = np.flatnonzero(case.date == number)
        rows = rows[np.argsort(-case.ranking[rows])]
        for n in range(20):
            drawn = np.repeat(rows, weight[n, rows].astype(int))[: int(length)]
            expected[n] += case.outcome[drawn].sum()
    assert case.listed(case.outcome, weight) == pytest.approx(expected)


def test_observed_over_expected_looks_at_the_listed_only():
    case = Predictions(
        np.array([1.0, 1, 0, 0]),
        np.array([4.0, 3, 2, 1]),
        np.array([0.5, 0.5, 0.4, 0.4]),
        date=np.zeros(4, int),
        length=np.array([2.0]),
    )
    assert one("observed_over_expected", case) == pytest.approx(2.0)


def test_the_figures_of_the_index_are_as_worked_out_by_hand():
    case = Predictions(
        np.array([50.0, 65, 85, 90]),
        np.array([55.0, 70, 75, 95]),
        low=np.array([45.0, 66, 70, 80]),
        high=np.array([60.0, 75, 80, 99]),
    )
    assert one("mae", case) == pytest.approx(6.25)
    assert one("band_accuracy", case) == pytest.approx(3 / 4)
    assert one("interval_coverage", case) == pytest.approx(2 / 4)
    assert one("rank_correlation", case) == pytest.approx(1.0)


@pytest.mark.parametrize("name", sorted(metrics()))
def test_a_weight_of_two_is_the_same_as_the_row_twice(name):
    case = predicted(3, 400)
    weight = np.random.default_rng(1).integers(1, 4, 400)
    rows = np.repeat(np.arange(400), weight)
    fields = ("outcome", "ranking", "probability", "low", "high", "date")
    repeated = Predictions(**{f: getattr(case, f)[rows] for f in fields}, length=case.length)
    weighted = metrics()[name].of(case, weight[None, :].astype(float))[0]
    # Bins and ranks are cut on the rows there are, so those metrics agree only nearly.
    near = {"ece": 0.02, "calibration_slope": 0.05, "rank_correlation": 0.02}
    assert weighted == pytest.approx(one(name, repeated), abs=near.get(name, 1e-9))


@pytest.mark.parametrize("name", sorted(metrics()))
def test_what_cannot_be_said_is_not_a_number_rather_than_zero(name):
    nothing = Predictions(np.array([]), np.array([]))
    assert np.isnan(metrics()[name].of(nothing, np.ones((1, 0)))[0])


def test_every_metric_says_what_it_judges_in_both_languages():
    assert set(of_kind(Judges.RISK)) | set(of_kind(Judges.INDEX)) == set(metrics())
    assert all(metric.label.zh != metric.label.en for metric in metrics().values())
