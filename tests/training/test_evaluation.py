"""One small county from records to evaluation.json: the keys that others rely on, and figures that tie out."""

import json
import re
from datetime import date

import numpy as np
import pytest

from models.baselines import BASELINES
from training.evaluation import evaluate, write_json
from training.fit import Recipe, train
from training.judge import judge
from training.learning import lesson
from training.report import write_report
from training.search import Found
from training.splits import for_use, rolling

UNTIL = date(2026, 11, 22)
METRICS = ("auc", "average_precision", "brier", "ece", "calibration_slope", "precision_at", "recall_at")


@pytest.fixture(scope="module")
def run(county):
    from models.parameters import Parameters

    quick = Found(Parameters(trees=20, leaves=6))
    recipe = Recipe(quick, quick)
    villages = county.material.population["village_code"].unique()
    dates = county.material.vectors.dates
    trained = train(county.material, for_use(dates, villages, until=UNTIL, seed=1), recipe, 1)
    splits = rolling(dates, villages, until=UNTIL, count=1, folds=2, seed=1)
    judged = judge(county.material, splits, recipe.parameters, until=UNTIL, seed=1)
    found = evaluate(county.material, judged, trained, truth=county.root / "truth", replicates=60, weekly=dates[-2:])
    return county, trained, judged, found


def test_evaluation_json_has_the_keys_that_others_rely_on(run, tmp_path):
    write_json(run[3].report, tmp_path / "evaluation.json")
    report = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))
    for group in ("return", "entry", "all"):
        part = report["return_risk"][group]
        assert part["n_train"] > 0 and part["n_test"] > 0
        assert {"value", "low", "high"} <= set(part["base_rate"])
        for name in ("model", *BASELINES):
            for metric in METRICS:
                assert {"value", "low", "high"} <= set(part[name][metric]), (group, name, metric)
            assert part[name]["precision_at"]["k"] >= 1
    for name in ("model", "carried_forward", "income_to_line"):
        for metric in ("mae", "rank_correlation", "band_accuracy", "interval_coverage"):
            assert {"value", "low", "high"} <= set(report["poverty_index"][name][metric])
    assert report["contributions_max_error"] <= 1e-9


def test_the_groups_add_up_to_all(run):
    part = run[3].report["return_risk"]
    assert part["return"]["n_test"] + part["entry"]["n_test"] == part["all"]["n_test"]
    assert part["return"]["n_train"] + part["entry"]["n_train"] == part["all"]["n_train"]


def test_an_interval_holds_its_value(run):
    for name in ("model", "logistic", "rubric"):
        for figure in run[3].report["return_risk"]["all"][name].values():
            if figure["low"] is not None:
                assert figure["low"] <= figure["value"] <= figure["high"]


def test_nobody_is_judged_by_a_model_that_saw_the_village(run):
    county, _, judged, _ = run
    villages = county.material.population["village_code"].unique()
    for split in rolling(county.material.vectors.dates, villages, until=UNTIL, count=1, folds=2, seed=1):
        learnt = lesson(county.material, split)
        seen = {*learnt.risk_teach.village, *learnt.risk_calibrate.village, *learnt.index_teach.village}
        asked = set(judged.risk.loc[judged.risk["split"] == split.name, "village_code"])
        assert asked and not asked & seen


def test_what_teaches_was_settled_before_the_judged_date(run):
    county = run[0]
    villages = county.material.population["village_code"].unique()
    for split in rolling(county.material.vectors.dates, villages, until=UNTIL, count=1, folds=2, seed=1):
        rows = county.material.rows(split.teach, split.unit)
        told = county.material.risk_outcomes(rows, split.known_until)
        assert (told["settled_on"] <= np.datetime64(split.known_until)).all()


def test_the_oracle_is_at_least_as_precise_as_the_model(run):
    share = run[3].report["planted"]["share_of_oracle_would_be"]
    assert share["oracle"] >= share["model"] - 1e-9


def test_no_model_or_report_reads_the_truth_before_the_evaluation(run):
    judged = run[2]
    assert not {"true_risk", "true_index", "would_fall"} & set(judged.risk.columns)


def test_the_report_is_one_file_in_two_languages_that_needs_no_network(run, tmp_path):
    county, trained, _, found = run
    report = json.loads(json.dumps(found.report, default=float)) | {"seconds": {"train": 1.0}, "peak_rss_mb": 1.0}
    report["search"] = {}
    write_report(report, found.points, trained, county.material, tmp_path / "evaluation.html")
    page = (tmp_path / "evaluation.html").read_text(encoding="utf-8")
    assert not re.search(r'(src|href)="(?!data:|#)', re.sub(r"<svg.*?</svg>", "", page, flags=re.S))
    assert "评估报告" in page and "Evaluation report" in page
    assert page.count("<svg") >= 8 and page.count("data:image/png") >= 5
    for bar in found.report["bars"]:
        assert bar["zh"] in page
