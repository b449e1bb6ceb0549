"""Memory: who was checked and found fine does not return for the same reason until the evidence changes."""

import pandas as pd
import pytest

from models.lists.assessed import Assessed
from models.lists.evidence import evidence
from tests.models.lists.invented_lists import assessments, fired, lane_of, listed, then, visits

ONE = "household | risk\nH1 | 0.2"
VISIT = "household | happened_on | result | checked\nH1 | 2026-09-10 | {result} | {checked}"
LIST_THEN = "household | as_of | name | value\nH1 | 2026-09-06 | job_lost | {value}"


@pytest.mark.parametrize(
    ("result", "checked", "then_value", "now", "event_on", "months", "returns"),
    [
        ("not_confirmed", "job_lost", 10, 10, "", "", False),
        ("changed", "job_lost", 10, 10, "", "", False),
        ("not_confirmed", "job_lost,income_12m", 10, 11.9, "", "", False),
        ("not_confirmed", "job_lost", 10, 12, "", "", True),  # grew by a fifth
        ("not_confirmed", "job_lost", 0, 1, "", "", True),
        ("not_confirmed", "job_lost", 10, 10, "2026-09-20", "", True),  # an event after the visit
        ("not_confirmed", "job_lost", 10, 10, "2026-09-10", "", False),  # the visitor saw that one
        ("not_confirmed", "job_lost", 10, 10, "", "3", False),
        ("not_confirmed", "job_lost", 10, 10, "", "2", True),  # what the visitor saw has left the window
        ("not_confirmed", "disaster_loss", 10, 10, "", "", True),  # another reason was checked
        ("not_confirmed", "", 10, 10, "", "", True),  # nothing was checked
        ("not_reached", "job_lost", 10, 10, "", "", True),
    ],
)
def test_a_checked_alert_returns_only_when_its_evidence_grows(
    result, checked, then_value, now, event_on, months, returns
):
    alerts = fired(f"household | alert | evidence | event_on | months\nH1 | job_lost | {now} | {event_on} | {months}")
    visited = visits(VISIT.format(result=result, checked=checked))
    weekly = listed(assessments(ONE), alerts, visited=visited, earlier=then(LIST_THEN.format(value=then_value)))
    assert (lane_of(weekly).get("H1") == "rule") is returns


@pytest.mark.parametrize(("known_on", "returns"), [("2026-09-09", False), ("2026-09-11", True)])
def test_where_the_old_list_is_lost_records_known_since_the_visit_bring_an_alert_back(known_on, returns):
    alerts = fired(f"household | alert | known_on\nH1 | job_lost | {known_on}")
    weekly = listed(assessments(ONE), alerts, visited=visits(VISIT.format(result="changed", checked="job_lost")))
    assert (lane_of(weekly).get("H1") == "rule") is returns


@pytest.mark.parametrize(
    ("result", "checked", "risk_then", "risk_now", "reasons", "reason_known", "returns"),
    [
        ("not_confirmed", "income_12m", 0.2, 0.2, "income_12m", "2026-10-08", False),
        ("not_confirmed", "income_12m", 0.2, 0.29, "income_12m", "2026-10-08", False),
        ("not_confirmed", "income_12m", 0.2, 0.3, "income_12m", "2026-10-08", True),  # risk grew by half
        ("not_confirmed", "income_12m", 0.2, 0.2, "income_12m,wage_income_12m", "2026-10-08", True),  # a new reason
        ("not_confirmed", "income_12m", 0.2, 0.2, "income_12m,wage_income_12m", "2026-09-01", False),  # was there then
        ("not_confirmed", "income_12m", 0.2, 0.2, "land_per_member", "2026-10-08", False),  # stated on the list then
        ("not_confirmed", "", 0.2, 0.2, "income_12m", "2026-10-08", True),  # nothing was checked
        ("not_reached", "income_12m", 0.2, 0.2, "income_12m", "2026-10-08", True),
    ],
)
def test_a_checked_household_returns_to_the_model_lane_with_a_new_reason_or_half_more_risk(
    result, checked, risk_then, risk_now, reasons, reason_known, returns
):
    earlier = then(f"""
        household | as_of      | name            | value
        H1        | 2026-09-06 | return_risk     | {risk_then}
        H1        | 2026-09-06 | land_per_member | 0.4
        H1        | 2026-09-13 | return_risk     | 0.01
    """)
    assessed = assessments(f"household | risk | reasons | reason_known\nH1 | {risk_now} | {reasons} | {reason_known}")
    weekly = listed(assessed, visited=visits(VISIT.format(result=result, checked=checked)), earlier=earlier)
    assert (lane_of(weekly).get("H1") == "model") is returns
    if not returns:
        assert weekly.standing.iloc[0]["status"] in ("settled", "audit")


def test_after_a_year_a_check_says_nothing_any_more():
    visited = visits("household | happened_on | result | checked\nH1 | 2025-11-21 | not_confirmed | income_12m")
    earlier = then("household | as_of | name | value\nH1 | 2025-11-16 | return_risk | 0.2")
    assert lane_of(listed(assessments(ONE), visited=visited, earlier=earlier)) == {"H1": "model"}


def test_a_visit_that_is_not_known_yet_settles_nothing():
    visited = visits(
        "household | happened_on | result | checked\nH1 | 2026-11-21 | not_confirmed | job_lost,income_12m"
    )
    weekly = listed(assessments(ONE), fired("household | alert\nH1 | job_lost"), visited=visited)
    assert lane_of(weekly) == {"H1": "rule"}


def test_the_latest_visit_counts():
    visited = visits("""
        household | happened_on | result        | checked
        H1        | 2026-08-01  | not_confirmed | job_lost
        H1        | 2026-09-10  | confirmed     | job_lost
    """)
    weekly = listed(assessments(ONE), fired("household | alert\nH1 | job_lost"), visited=visited)
    assert lane_of(weekly) == {"H1": "rule"}, "confirmed two months ago and never decided: it must come back"


def test_a_confirmed_visit_starts_the_procedure_and_returns_when_its_clock_has_passed_twice():
    assessed, alerts = assessments(ONE), fired("household | alert\nH1 | job_lost")
    visited = "household | happened_on | result | checked\nH1 | {day} | confirmed | job_lost"
    running = listed(assessed, alerts, visited=visits(visited.format(day="2026-10-23")))
    over = listed(assessed, alerts, visited=visits(visited.format(day="2026-10-22")))
    assert running.standing.iloc[0]["status"] == "in_procedure"
    assert lane_of(over) == {"H1": "rule"}


def test_a_rejected_clue_counts_as_checked_and_not_confirmed():
    visited = visits("household | happened_on | result | checked\nH1 | 2026-09-10 | confirmed | job_lost,income_12m")
    decided = pd.DataFrame(
        {
            "household_id": ["H1"],
            "decision": ["rejected"],
            "happened_on": pd.to_datetime(["2026-09-20"]),
            "known_on": pd.to_datetime(["2026-09-22"]),
        }
    )
    earlier = then(
        "household | as_of | name | value\nH1 | 2026-09-06 | return_risk | 0.2\nH1 | 2026-09-06 | job_lost | 1"
    )
    alerts = fired("household | alert\nH1 | job_lost")
    assert listed(assessments(ONE), alerts, visited=visited, earlier=earlier).table["lane"].tolist() == ["rule"]
    weekly = listed(assessments(ONE), alerts, visited=visited, earlier=earlier, decisions=decided)
    assert weekly.standing.iloc[0]["status"] in ("settled", "audit")


def decided(decision: str, on: str) -> pd.DataFrame:
    days = pd.to_datetime([on])
    return pd.DataFrame({"household_id": ["H1"], "decision": [decision], "happened_on": days, "known_on": days})


def test_decisions_among_which_nothing_was_rejected_are_no_obstacle():
    visited = visits(VISIT.format(result="not_confirmed", checked="income_12m"))
    weekly = listed(assessments(ONE), visited=visited, decisions=decided("identified", "2026-09-20"))
    assert weekly.standing.iloc[0]["status"] in ("settled", "audit")
    assert len(listed(assessments(ONE), decisions=decided("identified", "2026-09-20")).standing) == 1


def test_a_procedure_ends_with_the_elimination_of_the_risk():
    visited = visits("household | happened_on | result | checked\nH1 | 2026-11-01 | confirmed | job_lost")
    alerts = fired("household | alert\nH1 | job_lost")
    for on, status in (("2026-10-31", "in_procedure"), ("2026-11-10", "rule")):
        weekly = listed(assessments(ONE), alerts, visited=visited, decisions=decided("eliminated", on))
        assert weekly.standing.iloc[0]["status"] == status


@pytest.mark.parametrize(
    ("after", "returns"),
    [
        ("", False),
        ("H1 | 2026-09-20 | member_uninsured | 1", False),  # it stood on
        ("H2 | 2026-09-20 | member_uninsured | 1", True),  # it had ended, while others' stood
        ("H2 | 2026-09-20 | job_lost | 1", False),  # nobody's stood: its records were missing that week
        ("H2 | 2026-09-06 | member_uninsured | 1", False),  # before the visit
    ],
)
@pytest.mark.parametrize("months", ["", "12"])
def test_an_alert_without_a_window_returns_when_it_had_ended_and_began_anew(after, returns, months):
    earlier = then(f"""
        household | as_of      | name             | value
        H1        | 2026-09-06 | return_risk      | 0.2
        H1        | 2026-09-06 | member_uninsured | 1
        H1        | 2026-09-20 | return_risk      | 0.2
        {after}
    """)
    alerts = fired(f"household | alert | known_on | months\nH1 | member_uninsured | 2026-09-01 | {months}")
    visited = visits(VISIT.format(result="changed", checked="member_uninsured"))
    weekly = listed(assessments(ONE), alerts, visited=visited, earlier=earlier)
    assert (lane_of(weekly).get("H1") == "rule") is (returns and not months)


def test_of_two_visits_of_a_day_the_one_told_later_counts():
    visited = visits("""
        household | happened_on | known_on   | result        | checked
        H1        | 2026-11-10  | 2026-11-12 | not_confirmed | job_lost
        H1        | 2026-11-10  | 2026-11-10 | confirmed     | job_lost
    """)
    weekly = listed(assessments(ONE), fired("household | alert\nH1 | job_lost"), visited=visited)
    assert weekly.standing.iloc[0]["status"] != "in_procedure"


def test_who_lacks_records_and_was_reached_is_not_called_again_for_half_a_year():
    assessed = assessments("household | risk | sufficient\nH1 | 0.1 | no")
    lately = visits("household | happened_on | result | checked\nH1 | 2026-11-01 | not_confirmed |")
    long_ago = visits("household | happened_on | result | checked\nH1 | 2026-05-01 | not_confirmed |")
    assert listed(assessed, visited=lately).standing.iloc[0]["status"] == "called"
    assert lane_of(listed(assessed, visited=long_ago)) == {"H1": "insufficient"}


def test_the_evidence_kept_of_a_list_holds_risk_alerts_and_stated_reasons():
    kept = evidence(Assessed(assessments(ONE)), fired("household | alert | evidence\nH1 | job_lost | 2").table)
    assert dict(zip(kept["name"], kept["value"], strict=True)) == {
        "return_risk": 0.2,
        "job_lost": 2.0,
        "income_12m": 8100.0,
    }
