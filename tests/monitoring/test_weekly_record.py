"""The week's record, its status, its page, its exit code, and the advice to retrain."""

import json
import re
import shutil
from datetime import date

import numpy as np
import pandas as pd
import pytest

from features.errors import RecordStoreError
from features.vector import model_matrix
from monitoring.__main__ import checked_live
from monitoring.check import checks
from monitoring.decide import advice
from monitoring.event import events, explaining
from monitoring.finding import State
from monitoring.report import write_report
from monitoring.requests import requests_folder
from monitoring.running import history, record_path, run_checks, write_json
from monitoring.second_opinion import second_opinion
from monitoring.status import gauges, sentence, status
from monitoring.week import Week
from serving.request_record import RequestRecord
from tests.monitoring.altered import SUNDAY

SOME = ("feed_stopped", "feature_drift", "unknown_share", "out_of_range", "policy_changed", "fingerprint_changed")


@pytest.fixture(scope="module")
def record(run):
    return run_checks(run.week, SOME)


def as_read(made):
    return json.loads(json.dumps(made, default=str))


def test_a_quiet_week_says_so_in_both_languages(record):
    assert [c["name"] for c in record["checks"] if c["state"] == "alarm"] == []
    assert "无报警" in sentence(record).zh and "no alarm" in sentence(record).en


def test_the_status_names_the_department_and_the_features_of_what_is_loud(record):
    loud = as_read(record)
    found = next(c for c in loud["checks"] if c["name"] == "feature_drift")
    worst = next(f for f in found["findings"] if f["key"] == "medical_out_of_pocket_12m")
    worst["state"] = found["state"] = loud["state"] = State.ALARM.value
    found["findings"].insert(0, found["findings"].pop(found["findings"].index(worst)))
    said = status(loud, advice(loud, SUNDAY))
    one = next(c for c in said["checks"] if c["name"] == "feature_drift")
    assert one["features"] == ["medical_out_of_pocket_12m"] and one["departments"] == ["medical_insurance"]
    assert said["counts"]["alarm"] == 1 and said["retrain"]["advised"]
    assert 'poverty_risk_check_state{check="feature_drift"} 3' in gauges(said)


def test_broken_records_are_mended_before_anybody_retrains(record):
    loud = as_read(record)
    for check in loud["checks"]:
        if check["name"] in ("feed_stopped", "feature_drift"):
            check["state"] = State.ALARM.value
    found = advice(loud, SUNDAY)
    assert not found["advised"] and "Mend the records first" in found["en"]


def test_an_old_model_is_reason_enough_to_retrain(record):
    assert advice(record, date(2024, 1, 1))["advised"]
    assert not advice(record, SUNDAY)["advised"]


def test_the_page_stands_alone_and_says_every_question(record, run, tmp_path):
    (tmp_path / "monitoring").mkdir()
    page = write_report(tmp_path, record, status(record, advice(record, SUNDAY)), [record])
    text = page.read_text(encoding="utf-8")
    assert all(c["zh"] in text and c["en"].replace("'", "&#39;") in text for c in record["checks"])
    assert not re.search(r'(src|href)="(https?:)?//', text)


def test_the_record_is_json_without_nan_and_without_a_household(record, run, tmp_path):
    write_json(record, tmp_path / "record.json")
    text = (tmp_path / "record.json").read_text(encoding="utf-8")
    assert "NaN" not in text
    assert not [h for h in run.households if h in text]


def test_history_is_read_in_the_order_of_weeks(run, tmp_path, record):
    for sunday in (date(2026, 3, 22), date(2026, 3, 15)):
        week = Week(tmp_path, sunday)
        write_json(as_read(record) | {"week": week.name}, record_path(week))
    assert [r["week"] for r in history(tmp_path, "2026-W12")] == ["2026-W11", "2026-W12"]


@pytest.fixture
def folder(run):
    """Where the service keeps its requests; empty again afterwards, since the run is shared."""
    made = requests_folder(run.root)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def requests(run, folder, change):
    """What a service would have kept of 2,000 requests about the county's households, by its own record."""
    rows = run.week.vectors.read([SUNDAY]).sample(2000, replace=True, random_state=1).reset_index(drop=True)
    rows = change(rows)
    matrix = model_matrix(rows)
    table = pd.DataFrame(
        {
            "as_of": SUNDAY,
            "model_id": run.week.trained.manifest.model_id,
            "fingerprint": run.week.trained.manifest.fingerprint,
            "poverty_index": run.week.trained.index.predict(matrix),
            "return_risk": run.week.trained.risk.probability(matrix),
        },
        index=rows.index,
    )
    record = RequestRecord(folder)
    record.add(rows, table, asked_by="known", today=SUNDAY)
    record.flush()


def loud_live(run):
    return [f.key for f in checks()["live_drift"].find(Week(run.root, SUNDAY)) if f.state is State.ALARM]


def test_two_thousand_ordinary_requests_are_quiet(run, folder):
    requests(run, folder, lambda rows: rows)
    assert loud_live(run) == []


def test_two_thousand_shifted_requests_name_the_feature(run, folder):
    requests(run, folder, lambda rows: rows.assign(members=rows["members"] + 3))
    assert "members" in loud_live(run)


def test_few_requests_are_not_estimable(run):
    found = checks()["live_drift"].find(Week(run.root, SUNDAY))
    assert [f.state for f in found] == [State.NOT_ESTIMABLE]


def test_a_live_check_needs_a_week_that_was_checked(run, tmp_path):
    with pytest.raises(RecordStoreError, match="no weekly list"):
        checked_live(tmp_path)


def test_an_all_missing_column_is_named_and_does_not_stop_the_checks(run, tmp_path):
    week = Week(run.root, SUNDAY)
    week.__dict__["matrix"] = run.week.matrix.assign(members=np.nan)
    found = {f.key: f for f in checks()["unknown_share"].find(week)}
    assert found["members"].state is State.ALARM and "100%" in found["members"].words.en
    drift = {f.key: f for f in checks()["feature_drift"].find(week)}
    assert drift["members"].state is State.NOT_ESTIMABLE


def test_a_week_of_three_households_is_not_estimable(run):
    week = Week(run.root, SUNDAY)
    week.__dict__["matrix"] = run.week.matrix.head(3)
    assert [f.state for f in checks()["unknown_share"].find(week)] == [State.NOT_ESTIMABLE]
    assert {f.state for f in checks()["feature_drift"].find(week)} == {State.NOT_ESTIMABLE}


def test_without_settled_outcomes_nothing_is_called_fair_or_calibrated(run):
    for name in ("calibration_settled", "fairness_gaps", "list_precision", "recall_by_audit"):
        assert {f.state for f in checks()[name].find(run.week)} == {State.NOT_ESTIMABLE}, name


def test_a_run_without_a_model_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(RecordStoreError, match="train and promote"):
        _ = Week(tmp_path, SUNDAY).manifest


@pytest.mark.parametrize("name", sorted(checks()))
def test_every_check_is_declared_whole(name):
    one = checks()[name]
    assert one.definition.endswith(".") and one.threshold.value >= 0 and one.remedy.zh and one.told


def test_the_festival_explains_wages_and_nothing_medical():
    assert set(events()) >= {"spring_festival", "september_fees", "insurance_enrolment"}
    assert explaining(date(2026, 2, 22), "employment_spells").name == "spring_festival"
    assert explaining(date(2026, 2, 22), "medical_claims") is None
    assert explaining(date(2027, 1, 10), "insurance_enrolments").name == "insurance_enrolment"


def test_without_a_season_of_last_year_evidently_says_so_and_stops_nothing(run, capsys):
    with second_opinion(Week(run.root, date(2015, 1, 4))):
        pass
    assert "no season of last year" in capsys.readouterr().err
