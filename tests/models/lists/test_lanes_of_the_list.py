"""The lanes: one row per household, caps, fair ties, the audit's probabilities."""

import json
from collections import Counter

import numpy as np
import pandas as pd
import pytest

from features.errors import EmptyPopulationError
from models.lists import lanes
from models.lists.answering import with_answers
from models.lists.capacity import capacity_of
from tests.models.lists.invented_lists import TOWNSHIPS, assessments, capacity, fired, lane_of, listed, visits


def many(number: int, risk: float = 0.2, township: str = "T1") -> str:
    rows = "\n".join(f"{township}H{n:03d} | {risk} | {township}" for n in range(number))
    return f"household | risk | township\n{rows}"


def test_however_many_signals_fire_a_household_has_one_row():
    alerts = fired("""
        household | alert
        H1        | job_lost
        H1        | disaster_loss
        H1        | house_damaged
    """)
    weekly = listed(assessments("household | risk\nH1 | 0.9\nH2 | 0.1"), alerts)
    assert weekly.table["household_id"].is_unique
    row = weekly.table.set_index("household_id").loc["H1"]
    assert row["lane"] == "rule"
    assert {a["alert"] for a in json.loads(row["alerts"])} == {"job_lost", "disaster_loss", "house_damaged"}
    assert json.loads(row["reasons"]), "the model's reasons stand in the same row"


def test_the_rule_lane_is_never_capped_and_takes_no_seat_from_the_model_lane():
    alerts = fired("household | alert\n" + "\n".join(f"T1H{n:03d} | job_lost" for n in range(10)))
    weekly = listed(assessments(many(40)), alerts, seats={"T1": 4, "T2": 1})
    assert Counter(lane_of(weekly).values())["rule"] == 10
    assert Counter(lane_of(weekly).values())["model"] == 4


def test_the_model_lane_keeps_each_township_to_its_seats_and_goes_by_risk():
    text = many(30, 0.5, "T1") + "\n" + "\n".join(f"T2H{n:03d} | {0.1 + n / 1000} | T2" for n in range(30))
    weekly = listed(assessments(text), seats={"T1": 3, "T2": 5})
    model = weekly.table[weekly.table["lane"] == "model"]
    assert model.groupby("township_code").size().to_dict() == {TOWNSHIPS["T1"]: 3, TOWNSHIPS["T2"]: 5}
    in_t2 = model[model["township_code"] == TOWNSHIPS["T2"]]
    assert in_t2["household_id"].tolist() == ["T2H029", "T2H028", "T2H027", "T2H026", "T2H025"]
    assert in_t2["place"].tolist() == [1, 2, 3, 4, 5]


def test_who_cannot_be_assessed_has_a_lane_of_its_own_that_names_the_missing_record():
    weekly = listed(assessments("household | risk | sufficient\nH1 | 0.0 | no\nH2 | 0.3 | yes"))
    assert lane_of(weekly)["H1"] == "insufficient"
    why = json.loads(weekly.table.set_index("household_id").loc["H1", "why"])
    assert "收入" in why["zh"] and "income" in why["en"].lower()


def test_measures_that_the_checkers_take_for_an_answer_lead_where_an_alert_asks_for_one():
    weekly = listed(assessments("household | risk\nH1 | 0.9"), fired("household | alert\nH1 | house_dangerous"))
    offered = json.loads(weekly.table.iloc[0]["measures"])
    assert offered[0]["group"] in ("housing", "relocation") and offered[-1]["measure"] == "work"
    relief = [
        {"measure": "x", "group": "social_aid", "risk_types": ["housing"], "zh": "救助", "en": "x", "held": False}
    ]
    assert json.loads(with_answers(json.dumps(relief), ["house_dangerous"], {}))[0]["group"] in (
        "housing",
        "relocation",
    )
    again = weekly.table.iloc[0]["measures"]
    assert with_answers(again, ["house_dangerous"], {}) == again


def offered(alert: str, **facts: float) -> list[dict]:
    return json.loads(with_answers("[]", [alert], facts))


def test_no_answer_contradicts_what_is_known_of_the_household():
    assert offered("job_lost", labour_members=2.0)[0]["measure"] == "job_placement"
    assert not offered("job_lost", labour_members=0.0)
    assert offered("job_lost")[0]["to_ask"]
    assert [m["measure"] for m in offered("debt_overdue_and_income_fell", loans_overdue=0.0)] == []


def test_the_measure_that_mends_an_alert_comes_first():
    assert offered("member_uninsured", members_uninsured=1.0)[0]["measure"] == "insurance_enrolment"
    elders = offered("elders_without_allowance", labour_members=0.0)
    assert elders[0]["measure"] == "subsistence_allowance" and not elders[0]["to_ask"]


def test_without_assessments_there_is_no_list():
    with pytest.raises(EmptyPopulationError):
        listed(assessments("household | risk\nH1 | 0.9").iloc[:0])


def test_a_monitored_household_is_in_no_lane_even_when_an_alert_fires():
    weekly = listed(
        assessments("household | risk | monitored\nH1 | 0.9 | yes"), fired("household | alert\nH1 | job_lost")
    )
    assert weekly.table.empty


def test_a_tie_is_broken_by_lot_and_not_by_the_alphabet():
    assessed = assessments(many(20))
    first = Counter(lanes.by_risk(assessed, seed).iloc[0]["household_id"] for seed in range(200))
    # 200 draws among 20 equals: 10 each; a run of 25 would have a chance of one in ten thousand.
    assert len(first) >= 18 and max(first.values()) < 25


def test_a_large_village_gains_from_a_tie_only_by_its_number_of_households():
    big, small = "990101001001", "990101001002"
    rows = [f"B{n:02d} | 0.2 | {big}" for n in range(30)] + [f"S{n:02d} | 0.2 | {small}" for n in range(10)]
    assessed = assessments("household | risk | village\n" + "\n".join(rows))
    chosen: Counter[str] = Counter()
    for seed in range(100):
        chosen.update(lanes.by_risk(assessed, seed).iloc[:4]["village_code"])
    # 400 seats, a quarter to the small village: 100 ± 3 standard deviations of 8.3
    assert chosen[small] == pytest.approx(100, abs=25)


def test_differences_below_the_machines_noise_are_ties():
    text = "household | risk\nA | 0.3\nB | 0.3000000000001"
    winners = {listed(assessments(text), seats={"T1": 1, "T2": 0}, seed=s).table.iloc[0, 2] for s in range(20)}
    assert winners == {"A", "B"}


def test_the_audits_probabilities_add_up_to_the_number_of_audits():
    pool = pd.DataFrame(
        {"household_id": [f"H{n}" for n in range(300)], "township_code": ["A"] * 50 + ["B"] * 200 + ["C"] * 50}
    )
    seats = pd.DataFrame({"township_code": ["A", "B", "C"], "visits": [2, 30, 28]})
    draw = lanes.audit_slice(pool, seats, seed=5)
    assert draw["selection_probability"].sum() == pytest.approx(3)  # 5 % of 60
    assert draw["drawn"].sum() == 3
    within = draw.groupby("township_code")["selection_probability"].nunique()
    assert (within == 1).all(), "inside a township every household has the same chance"


def test_over_many_draws_a_household_is_audited_as_often_as_its_probability_says():
    pool = pd.DataFrame({"household_id": [f"H{n}" for n in range(40)], "township_code": ["A"] * 10 + ["B"] * 30})
    seats = pd.DataFrame({"township_code": ["A", "B"], "visits": [10, 30]})
    draws = 400
    counts = sum(lanes.audit_slice(pool, seats, seed)["drawn"].astype(int) for seed in range(draws))
    expected = draws * lanes.audit_slice(pool, seats, 0)["selection_probability"]
    z = (counts - expected) / np.sqrt(expected)
    assert abs(z).max() < 4.5
    assert abs(z.groupby(pool["township_code"]).mean()).max() < 1.0


def test_a_county_has_at_least_one_audit():
    weekly = listed(assessments(many(20)), seats={"T1": 2, "T2": 0})
    assert Counter(lane_of(weekly).values())["audit"] == 1
    audit = weekly.table[weekly.table["lane"] == "audit"].iloc[0]
    assert audit["selection_probability"] == pytest.approx(1 / 18)
    assert weekly.standing["selection_probability"].sum() == pytest.approx(2 + 1)


def test_the_audit_leaves_out_who_was_reached_just_now():
    visited = visits("household | happened_on | result | checked\nH2 | 2026-11-12 | not_confirmed | income_12m")
    assessed = assessments("household | risk\nH1 | 0.9\nH2 | 0.1")
    for seed in range(20):
        assert "H2" not in lane_of(listed(assessed, visited=visited, seats={"T1": 1, "T2": 0}, seed=seed))


def test_last_known_capacity_counts_and_a_silent_township_is_not_taken_for_zero():
    reported = pd.DataFrame(
        {
            "area_code": [TOWNSHIPS["T1"]] * 3,
            "happened_on": pd.to_datetime(["2026-11-08", "2026-11-15", "2026-11-29"]),
            "visits": [9, 4, 7],
        }
    )
    households = pd.Series({TOWNSHIPS["T1"]: 800, TOWNSHIPS["T2"]: 150})
    made = capacity_of(reported, households, pd.Timestamp("2026-11-22").date()).set_index("township_code")
    assert made.loc[TOWNSHIPS["T1"], ["visits", "assumed"]].tolist() == [4, False]
    assert made.loc[TOWNSHIPS["T2"], ["visits", "assumed"]].tolist() == [2, True]


def test_the_seats_of_the_model_lane_leave_room_for_whole_audits_only():
    assert lanes.model_seats(capacity(T1=2, T2=38)).to_dict() == {TOWNSHIPS["T1"]: 2, TOWNSHIPS["T2"]: 37}
