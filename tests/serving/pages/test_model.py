"""The page about the model, with and without an evaluation and a status of the weekly checks."""

import json
from pathlib import Path

import pytest

from serving.reading.model import in_sentences
from tests.serving.conftest import Service

STATUS = {
    "state": "alarm",
    "zh": "一项报警",
    "en": "one alarm",
    "retrain": {"advised": True, "zh": "建议重训", "en": "retraining is advised"},
    "counts": {"alarm": 1, "quiet": 20},
    "checks": [
        {
            **{"name": "feed_stopped", "state": "alarm", "zh": "是否停更", "en": "Has a feed stopped?"},
            **{
                "said_zh": "医保停更",
                "said_en": "claims have stopped",
                "remedy_zh": "打电话",
                "remedy_en": "telephone",
            },
        }
    ],
}


def figure(value: float) -> dict:
    return {"value": value, "low": value / 2, "high": min(1.0, value * 2)}


def evaluation(model_id: str) -> dict:
    return {
        "model_id": model_id,
        "judged_on": ["2026-04-30"],
        "horizon_months": 6,
        "return_risk": {
            "all": {
                "model": {"auc": figure(0.72), "precision_at": figure(0.2), "observed_over_expected": figure(0.8)},
                "threshold_rules": {"auc": figure(0.55), "precision_at": figure(0.1)},
            }
        },
        "list": {"k": 50},
        "poverty_index": {"model": {"mae": figure(5.9), "interval_coverage": figure(0.82)}},
    }


def test_the_page_opens_for_a_data_scientist_without_evaluation_or_checks(service: Service):
    page = service.browser("data_scientist", "en").get("/model").text
    assert "There is no evaluation of this model." in page
    assert "No weekly check was made yet." in page


def test_figures_are_said_in_sentences_with_the_baseline_beside_them():
    said = [words.en for words in in_sentences(evaluation("a"))]
    assert said[0].startswith("Of 50 visits rehearsed on the past, 10 met a household that later fell back")
    assert "today's rules 55%, a coin 50%" in said[1]
    assert "80 did" in said[2]
    assert "its 80 % interval held 82%" in said[3]


def test_what_cannot_be_said_is_left_out():
    assert in_sentences({"return_risk": {"all": {"model": {"auc": {"value": None}}}}}) == []


@pytest.mark.parametrize(("of_this", "shown"), [(True, True), (False, False)])
def test_an_evaluation_is_shown_only_if_it_is_of_the_model_in_use(own_service: Service, of_this, shown):
    root = Path(own_service.settings.run)
    model_id = json.loads((root / "models" / "champion.json").read_text(encoding="utf-8"))["model_id"]
    text = json.dumps(evaluation(model_id if of_this else "another"))
    (root / "evaluation.json").write_text(text, encoding="utf-8")
    page = own_service.browser("data_scientist", "en").get("/model").text
    assert ("Of 50 visits rehearsed" in page) == shown


def test_an_alarm_of_the_weekly_checks_is_on_the_page_with_what_to_do(own_service: Service):
    folder = Path(own_service.settings.run) / "monitoring"
    folder.mkdir()
    (folder / "status.json").write_text(json.dumps(STATUS), encoding="utf-8")
    page = own_service.browser("data_scientist", "en").get("/model").text
    assert "claims have stopped" in page
    assert "retraining is advised" in page
