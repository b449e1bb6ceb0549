"""Against last week, why the volume changed, why a household is not listed, and that a list can be rebuilt."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from features.ascii_table import read_ascii
from features.coverage import Covered
from models.lists.area_alarm import area_alarms
from models.lists.assessed import Assessed
from models.lists.compare import churn, compare
from models.lists.currency import currency
from models.lists.rows import COLUMNS, list_hash
from models.lists.volume import explain_volume
from models.lists.weekly import WeeklyList
from models.lists.why_not import why_not
from tests.models.lists.invented_lists import AS_OF, TOWNSHIPS, assessments, fired, listed, then, visits


def last_week(text: str) -> pd.DataFrame:
    """Last week's table with household, lane and risk."""
    rows = read_ascii(text)
    table = pd.DataFrame([dict.fromkeys(COLUMNS) | {"alerts": "[]"} for _ in rows])
    table["household_id"] = [r["household"] for r in rows]
    table["township_code"] = TOWNSHIPS["T1"]
    table["lane"] = [r["lane"] for r in rows]
    table["return_risk"] = [float(r.get("risk") or 0.5) for r in rows]
    return table


def audited(weekly: WeeklyList) -> set[str]:
    return set(weekly.table.loc[weekly.table["lane"] == "audit", "household_id"])


def why(compared: pd.DataFrame) -> dict[str, tuple[str, str]]:
    return {r["household_id"]: (r["change"], r["why"]) for r in compared.to_dict("records")}


def test_new_still_and_gone_are_told_apart_and_every_departure_has_its_cause():
    last = last_week("""
        household | lane         | risk
        Still     | model        | 0.9
        Left      | model        | 0.5
        Monitored | rule         | 0.5
        Confirmed | rule         | 0.5
        Visited   | model        | 0.5
        Settled   | rule         | 0.1
        Audited   | audit        | 0.1
        Lacked    | insufficient | 0.1
        Ended     | rule         | 0.1
        Mended    | rule         | 0.1
        Fell      | model        | 0.5
        Crowded   | model        | 0.4
    """)
    assessed = assessments("""
        household | risk | monitored
        Still     | 0.90 |
        New       | 0.95 |
        Monitored | 0.50 | yes
        Confirmed | 0.50 |
        Visited   | 0.50 |
        Settled   | 0.10 |
        Audited   | 0.10 |
        Lacked    | 0.10 |
        Ended     | 0.10 |
        Mended    | 0.10 |
        Fell      | 0.30 |
        Crowded   | 0.40 |
        Filler    | 0.01 |
    """)
    visited = visits("""
        household | happened_on | result        | checked
        Confirmed | 2026-11-18  | confirmed     | job_lost
        Visited   | 2026-11-18  | not_confirmed | income_12m
        Settled   | 2026-11-18  | not_confirmed | job_lost
    """)
    earlier = then("household | as_of | name | value\nVisited | 2026-11-15 | return_risk | 0.5")
    alerts = fired("household | alert\nSettled | job_lost")

    def list_of(seed: int):
        return listed(assessed, alerts, visited=visited, earlier=earlier, last=last, seed=seed)

    # A week in which the random audit draws somebody who was on neither list.
    now = next(w for w in map(list_of, range(99)) if audited(w) == {"Filler"})
    got = why(compare(now, last, corrected={"Mended"}))
    expected = {
        "New": ("new", ""),
        "Still": ("still", ""),
        "Left": ("gone", "left"),
        "Monitored": ("gone", "monitored"),
        "Confirmed": ("gone", "confirmed"),
        "Visited": ("gone", "visited"),
        "Settled": ("gone", "visited"),
        "Audited": ("gone", "audit_over"),
        "Lacked": ("gone", "records_arrived"),
        "Ended": ("gone", "evidence_changed"),
        "Mended": ("gone", "record_corrected"),
        "Fell": ("gone", "risk_fell"),
        "Crowded": ("gone", "capacity"),
    }
    del got["Filler"]
    assert got == expected


def test_churn_is_the_share_on_one_list_only():
    last = last_week("household | lane\nA | model\nB | model")
    now = listed(assessments("household | risk\nA | 0.9\nC | 0.8"), seats={"T1": 2, "T2": 0}, last=last)
    assert churn(compare(now, last)) == pytest.approx(2 / 3)
    assert now.table.set_index("household_id")["change"].to_dict() == {"A": "still", "C": "new"}


def test_the_volume_is_explained_by_the_alert_that_drove_it_and_by_what_its_department_sent():
    rows = "\n".join(f"H{n} | self_paid_cost_large" for n in range(6))
    assessed = assessments("household | risk\n" + "\n".join(f"H{n} | 0.1" for n in range(6)))
    now = listed(assessed, fired("household | alert\n" + rows), seats={"T1": 0, "T2": 0})
    last = last_week("household | lane\nH0 | model")
    arrived = pd.DataFrame({"table": ["medical_claims"], "rows": [90], "months": [2], "most_before": [50]})
    said = " ".join(t.zh for t in explain_volume(now, last, arrived))
    assert "本周6户，上周1户，多5户" in said
    assert "规则通道+6户" in said and "模型通道-1户" in said
    assert "医保局“自付医疗费用超阈值”+6户（医疗费用结算一次送来2个月数据）" in said


def test_what_a_feed_sends_in_any_week_explains_nothing():
    assessed = assessments("household | risk\nH1 | 0.1")
    now = listed(assessed, fired("household | alert\nH1 | self_paid_cost_large"))
    usual = pd.DataFrame({"table": ["medical_claims"], "rows": [90], "months": [2], "most_before": [80]})
    said = " ".join(t.zh for t in explain_volume(now, last_week("household | lane\nH1 | rule"), usual))
    assert "“自付医疗费用超阈值”+1户" in said and "送来" not in said


def test_a_regular_feed_that_was_silent_explains_why_there_are_fewer():
    now = listed(assessments("household | risk\nH1 | 0.1"))
    alerts = fired("household | alert\nH1 | self_paid_cost_large")
    last = listed(assessments("household | risk\nH1 | 0.1"), alerts)
    arrived = pd.DataFrame({"table": ["incomes"], "rows": [90], "months": [1], "most_before": [90]})
    said = " ".join(t.zh for t in explain_volume(now, last.table, arrived))
    assert "“自付医疗费用超阈值”-1户（本周未送数据）" in said


ASKED = assessments("""
    household | risk | monitored | sufficient | township
    Top       | 0.90 |           |            | T1
    Second    | 0.80 |           |            | T1
    Third     | 0.30 |           |            | T1
    Fourth    | 0.20 |           |            | T1
    Helped    | 0.90 | yes       |            | T1
    Asked     | 0.80 |           |            | T1
    Fine      | 0.20 |           |            | T1
    Lacking   | 0.10 |           | no         | T1
    Called    | 0.10 |           | no         | T1
    Ruled     | 0.10 |           |            | T2
""")
ASKED_VISITS = visits("""
    household | happened_on | result        | checked
    Asked     | 2026-11-18  | confirmed     | income_12m
    Fine      | 2026-10-18  | not_confirmed | income_12m
    Called    | 2026-11-01  | not_confirmed |
""")


@pytest.mark.parametrize(
    ("household", "listed_", "code", "said"),
    [
        ("Top", True, "model", "在本周名单上"),
        ("Ruled", True, "rule", "在本周名单上"),
        ("Lacking", True, "insufficient", "在本周名单上"),
        ("Third", False, "beyond_capacity", "第3位"),
        ("Helped", False, "monitored", "已是监测对象"),
        ("Asked", False, "in_procedure", "2026-11-18走访属实"),
        ("Fine", False, "settled", "2026-10-18走访核查未发现风险"),
        ("Called", False, "called", "2026-11-01联系核实"),
        ("Nobody", False, "unknown", "没有这一户"),
    ],
)
def test_why_a_household_is_not_on_the_list(household, listed_, code, said):
    earlier = then("household | as_of | name | value\nFine | 2026-10-11 | return_risk | 0.2")
    alerts = fired("household | alert\nRuled | job_lost")
    weeks = (listed(ASKED, alerts, visited=ASKED_VISITS, earlier=earlier, seed=seed) for seed in range(99))
    weekly = next(w for w in weeks if audited(w) == {"Fourth"})
    answer = why_not(household, weekly)
    assert (answer.listed, answer.code) == (listed_, code)
    assert said in answer.lines[0].zh
    assert all(line.en for line in answer.lines)


def test_the_answer_names_missing_records_and_alerts_that_could_not_be_checked():
    alerts = fired()
    unchecked = pd.DataFrame({"household_id": ["Third"], "as_of": [pd.Timestamp(AS_OF)], "alert": ["water_unsafe"]})
    weekly = listed(ASKED, replace(alerts, unchecked=unchecked), visited=ASKED_VISITS)
    assert "饮水安全未解决" in " ".join(line.zh for line in why_not("Third", weekly).lines)
    assert "缺少的记录：收入" in " ".join(line.zh for line in why_not("Lacking", weekly).lines)


def test_the_same_input_in_any_order_gives_the_same_list():
    text = "household | risk | township\n" + "\n".join(f"H{n:02d} | 0.{n % 3 + 1} | T{n % 2 + 1}" for n in range(40))
    assessed = assessments(text)
    alerts = fired("household | alert\nH03 | job_lost\nH03 | disaster_loss\nH07 | job_lost")
    one = listed(assessed, alerts, seats={"T1": 3, "T2": 4}, seed=None)
    shuffled = replace(alerts, table=alerts.table.iloc[::-1])
    other = listed(assessed.sample(frac=1, random_state=3), shuffled, seats={"T1": 3, "T2": 4}, seed=None)
    pd.testing.assert_frame_equal(one.table, other.table)
    assert one.hash == other.hash


def test_the_hash_does_not_depend_on_the_order_of_the_rows_but_on_every_value():
    table = listed(assessments("household | risk\nA | 0.9\nB | 0.8"), seats={"T1": 2, "T2": 0}).table
    assert list_hash(table) == list_hash(table.iloc[::-1])
    for column in ("lane", "return_risk", "reasons", "selection_probability", "policy_version"):
        changed = table.copy()
        changed[column] = changed[column].astype("object")
        changed.loc[0, column] = 0.123 if isinstance(table.loc[0, column], float) else "x"
        assert list_hash(changed) != list_hash(table), column


def test_the_hash_survives_a_file(tmp_path):
    table = listed(assessments("household | risk\nA | 0.9\nB | 0.8"), seats={"T1": 2, "T2": 0}).table
    table.to_parquet(tmp_path / "list.parquet", index=False)
    assert list_hash(pd.read_parquet(tmp_path / "list.parquet")) == list_hash(table)


def test_another_week_draws_other_lots():
    assessed = assessments("household | risk\n" + "\n".join(f"H{n:02d} | 0.2" for n in range(40)))
    weeks = [listed(assessed, seats={"T1": 1, "T2": 0}, seed=None, week=f"2026-W{w}") for w in range(40, 48)]
    assert len({w.table.iloc[0]["household_id"] for w in weeks}) > 1


def test_the_currency_strip_tells_a_stale_feed_from_a_quiet_one():
    vectors = pd.DataFrame(
        {
            "incomes__happened_on": [date(2026, 8, 31), None],
            "incomes__known_on": [date(2026, 9, 5), None],
            "disasters__happened_on": [date(2024, 5, 1), None],
            "disasters__known_on": [date(2024, 5, 3), None],
            "medical_claims__happened_on": [date(2026, 11, 1), date(2026, 10, 1)],
            "medical_claims__known_on": [date(2026, 11, 10), date(2026, 10, 10)],
            "loans__happened_on": [None, None],
            "loans__known_on": [None, None],
            "land__happened_on": [date(2026, 1, 1), None],
            "land__known_on": [date(2026, 1, 1), None],
        }
    )
    coverage = [
        Covered(table=n, first_on=date(2024, 1, 1)) for n in ("incomes", "disasters", "medical_claims", "loans")
    ]
    strip = {c.table: c for c in currency(vectors, coverage, AS_OF)}
    assert {n: c.stale for n, c in strip.items()} == {
        "incomes": True,
        "disasters": False,
        "medical_claims": False,
        "loans": False,
    }
    assert strip["medical_claims"].happened_on == date(2026, 11, 1)
    assert "land" not in strip, "the source does not have it"
    assert "已停更" in strip["incomes"].words.zh and "从未送达" in strip["loans"].words.zh


def test_a_feed_that_a_source_says_has_ended_is_stale():
    vectors = pd.DataFrame({"loans__happened_on": [date(2026, 1, 5)], "loans__known_on": [date(2026, 1, 9)]})
    ended = [Covered(table="loans", first_on=date(2024, 1, 1), last_on=date(2026, 6, 30))]
    assert [c.stale for c in currency(vectors, ended, AS_OF)] == [True]


def rising(share_in_one_village: float, elsewhere: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Ten villages of thirty; in the first, `share_in_one_village` have risen by half."""
    rng = np.random.default_rng(4)
    rows = [(f"V{v}H{n:02d}", f"99010100100{v}", v, n) for v in range(10) for n in range(30)]
    before = pd.DataFrame(
        {
            "household_id": [r[0] for r in rows],
            "village_code": [r[1] for r in rows],
            "return_risk": rng.uniform(0.01, 0.05, 300),
        }
    )
    rose = [n < 30 * (share_in_one_village if v == 0 else elsewhere) for _, _, v, n in rows]
    now = before.assign(return_risk=before["return_risk"] * np.where(rose, 1.5, 1.0), reasons=json.dumps([]))
    return now, before


def alarms_of(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    return area_alarms(Assessed(now), before)


def test_many_small_rises_in_one_village_raise_an_alarm_that_single_ranks_would_hide():
    now, before = rising(0.6, 0.05)
    alarms = alarms_of(now, before)
    assert alarms["village_code"].tolist() == ["990101001000"]
    assert alarms.iloc[0]["risen"] == 18 and "30户中18户风险上升" in alarms.iloc[0]["zh"]


def test_a_village_among_many_that_differ_as_much_is_no_alarm():
    now, before = rising(0.6, 0.0)
    number = now["village_code"].str[-1].astype(int)
    place = now["household_id"].str[-2:].astype(int)
    uneven = np.where(place < 2 * number, 1.5, 1.0)  # from none to eighteen of thirty: neighbours fare alike
    assert alarms_of(now.assign(return_risk=before["return_risk"] * uneven), before).empty


def test_a_few_rises_and_a_rise_everywhere_are_no_alarm():
    assert alarms_of(*rising(0.1, 0.05)).empty
    assert alarms_of(*rising(0.5, 0.5)).empty
    now, before = rising(0.0, 0.0)
    assert alarms_of(now.assign(return_risk=now["return_risk"] * 3), before).empty
