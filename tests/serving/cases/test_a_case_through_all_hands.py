"""A case from the list to the end of its risk and back, through the hands of every role."""

import re

import pytest
from sqlalchemy import select

from features.scope import Scope
from serving import audit
from serving.access.caller import Within
from serving.database.audit_log import AuditEntry
from tests.serving.cases.hands import Hands
from tests.serving.conftest import Service


@pytest.fixture
def hands(own_service: Service) -> Hands:
    return Hands(own_service)


def confirmed(hands: Hands) -> int:
    """A clue of the list that the helper confirmed."""
    assert hands.visit(hands.first_visit(), "confirmed", "needs_help").status_code == 303
    return hands.case().case_id


def compared(hands: Hands) -> int:
    case = confirmed(hands)
    assert hands.act("village_officer", case, "authorise", signed_on=hands.today, paper_kept="yes").status_code == 303
    assert hands.act("county_officer", case, "compare", found="nothing").status_code == 303
    return case


def reported(hands: Hands) -> int:
    case = compared(hands)
    meeting = {"met_on": hands.today, "votes_for": "21", "votes_against": "2", "public_from": hands.today}
    assert hands.act("village_officer", case, "hold_meeting", **meeting).status_code == 303
    hands.it_is("2026-11-27")
    assert hands.act("village_officer", case, "report_to_township", objections="0").status_code == 303
    return case


def identified(hands: Hands) -> int:
    case = reported(hands)
    assert hands.act("township_leader", case, "pass_review").status_code == 303
    decision = {"category": "sudden", "risk_type": "illness"}
    assert hands.act("county_leader", case, "identify", **decision).status_code == 303
    return case


def decisions(hands: Hands, household_id: str) -> list[str]:
    state = hands.service.app.state
    rows = state.run.records.rows("status_decisions", state.settings.day(), Scope.everything())
    mine = rows[(rows["household_id"] == household_id) & rows["record_id"].str.startswith("case-")]
    return list(mine.sort_values("happened_on")["decision"])


def test_a_case_goes_from_the_list_to_elimination_and_back_and_the_audit_log_verifies(any_service: Service):
    hands = Hands(any_service)
    path = hands.first_visit()
    page = hands.of("helper_contact").get(path).text
    fact = re.search(r'<select name="wrong">.*?<option value="(\w+)"', page, re.S).group(1)
    hands.visit(path, "confirmed", "needs_help", wrong=fact, wrong_words="金额不对")
    case, household = hands.case().case_id, hands.case().household_id
    hands.act("village_officer", case, "authorise", signed_on=hands.today, paper_kept="yes")
    refused = hands.act("county_officer", case, "compare", found="nothing")
    assert refused.status_code == 409
    assert "还有数据更正未答复" in refused.text
    assert hands.answer_correction().status_code == 303
    hands.act("county_officer", case, "compare", found="nothing")
    meeting = {"met_on": hands.today, "votes_for": "21", "votes_against": "2", "public_from": hands.today}
    hands.act("village_officer", case, "hold_meeting", **meeting)
    hands.it_is("2026-11-27")
    hands.act("village_officer", case, "report_to_township", objections="0")
    hands.act("township_leader", case, "pass_review")
    hands.act("county_leader", case, "identify", category="sudden", risk_type="illness")
    assert hands.case(case).status == "help"
    hands.it_is("2026-12-10")
    hands.act("township_officer", case, "give_help", measure="medical_assistance", given_on="2026-12-09", amount="3000")
    hands.it_is("2027-06-30")
    hands.fares(household, "2027-06-30")
    hands.visit(path, "changed", "recovered")
    ticked = dict.fromkeys(("income_stable", "costs_solved", "risks_gone"), "yes")
    assert hands.act("township_officer", case, "propose_elimination", **ticked).status_code == 303
    meeting |= {"met_on": "2027-06-30", "public_from": "2027-06-30"}
    hands.act("village_officer", case, "hold_meeting", **meeting)
    hands.it_is("2027-07-05")
    hands.act("village_officer", case, "report_to_township", objections="0")
    hands.act("township_leader", case, "pass_review")
    assert hands.act("county_leader", case, "eliminate").status_code == 303
    assert hands.case(case).status == "eliminated"
    hands.it_is("2027-09-01")
    assert hands.act("county_leader", case, "roll_back", words="旧病复发").status_code == 409
    hands.visit(path, "confirmed", "needs_help")
    assert f"/cases/{case}" in hands.of("county_leader").get("/tasks").text
    assert hands.act("county_leader", case, "roll_back", words="旧病复发").status_code == 303
    assert hands.case(case).status == "help"
    assert decisions(hands, household) == ["identified", "eliminated", "rolled_back"]
    state = hands.service.app.state
    given = state.run.records.rows("help_given", state.settings.day(), Scope.everything())
    assert given.set_index("record_id")["amount_fen"].filter(like=f"help-{case}-").tolist() == [300_000]
    assert "审计记录完整" in hands.of("auditor").get("/audit/verify").text
    assert audit.verify(state.database, state.keys.audit) is None
    consents = state.run.records.rows("consents", state.settings.day(), Scope.everything())
    assert list(consents["household_id"]) == [household]
    by = {step.role for step in hands.case(case).steps}
    assert by == {
        *("helper_contact", "village_officer", "county_officer"),
        *("township_leader", "county_leader", "township_officer"),
    }
    with state.database.session(Within.nothing()) as session:
        hands_in_the_log = set(session.scalars(select(AuditEntry.role).distinct()))
    assert hands_in_the_log >= by | {"department_officer", "auditor"}
    assert len(hands_in_the_log) >= 8


def test_the_publicity_must_last(hands: Hands):
    case = compared(hands)
    meeting = {"met_on": hands.today, "votes_for": "21", "votes_against": "2", "public_from": hands.today}
    hands.act("village_officer", case, "hold_meeting", **meeting)
    hands.it_is("2026-11-26")
    refused = hands.act("village_officer", case, "report_to_township", objections="0")
    assert refused.status_code == 409
    assert "公示须满5天，2026-11-27后可上报" in refused.text


@pytest.mark.slow
def test_a_meeting_that_was_against_it_is_not_reported(hands: Hands):
    case = compared(hands)
    meeting = {"met_on": hands.today, "votes_for": "2", "votes_against": "21", "public_from": hands.today}
    hands.act("village_officer", case, "hold_meeting", **meeting)
    hands.it_is("2026-12-30")
    assert "评议未通过" in hands.act("village_officer", case, "report_to_township", objections="0").text


@pytest.mark.slow
def test_what_was_sent_back_comes_again_and_is_then_decided(hands: Hands):
    case = reported(hands)
    assert hands.act("township_leader", case, "send_back", words="票数未写清").status_code == 303
    assert hands.case(case).status == "publicity"
    hands.act("village_officer", case, "report_to_township", objections="0")
    hands.act("township_leader", case, "pass_review")
    assert hands.act("county_leader", case, "reject", words="收入核实后高于监测范围").status_code == 303
    assert decisions(hands, hands.case(case).household_id) == ["rejected"]


def test_the_green_channel_gives_help_before_the_decision_and_nothing_else_does(hands: Hands):
    case = confirmed(hands)
    help_ = {"measure": "temporary_relief", "given_on": hands.today}
    assert hands.act("township_officer", case, "give_help", **help_).status_code == 409
    assert hands.act("township_officer", case, "open_green_channel", words="火灾，无处可住").status_code == 303
    assert hands.act("township_officer", case, "give_help", **help_).status_code == 303
    assert (hands.case(case).status, hands.case(case).green) == ("authorisation", True)


def test_a_role_without_the_right_moves_nothing(hands: Hands):
    case = reported(hands)
    for role in ("helper_contact", "village_officer", "township_officer", "county_officer", "county_leader"):
        assert hands.act(role, case, "pass_review").status_code == 403, role
    assert hands.case(case).status == "township_review"


def test_a_stale_form_changes_nothing(hands: Hands):
    case = compared(hands)
    meeting = {"met_on": hands.today, "votes_for": "21", "votes_against": "2", "public_from": hands.today}
    assert hands.act("village_officer", case, "hold_meeting", **meeting, version="1").status_code == 409
    assert hands.case(case).steps[-1].move == "compare"


@pytest.mark.slow
def test_a_household_without_labour_is_never_eliminated(hands: Hands):
    case = identified(hands)
    hands.act("township_officer", case, "give_help", measure="temporary_relief", given_on=hands.today)
    hands.it_is("2027-06-30")
    hands.visit(f"/visits/{hands.case(case).household_id}", "changed", "recovered")
    hands.fares(hands.case(case).household_id, "2027-06-30", labour_members=0.0)
    ticked = dict.fromkeys(("income_stable", "costs_solved", "risks_gone"), "yes")
    refused = hands.act("township_officer", case, "propose_elimination", **ticked)
    assert refused.status_code == 409
    assert "整户无劳动力" in refused.text


def test_what_is_half_filled_in_comes_back_with_a_sentence_and_what_was_typed(hands: Hands):
    case = compared(hands)
    meeting = {"met_on": "2030-01-01", "votes_for": "21", "votes_against": "2", "public_from": hands.today}
    refused = hands.act("village_officer", case, "hold_meeting", **meeting)
    assert refused.status_code == 422
    assert "“评议日期”不能晚于今天" in refused.text
    assert 'value="21"' in refused.text


def test_the_publicity_sheet_holds_nothing_private(hands: Hands):
    case = reported(hands)
    visit = hands.of("helper_contact").get(f"/visits/{hands.case(case).household_id}").text
    telephone = re.search(r"tel:(\d+)", visit).group(1)
    page = hands.of("village_officer").get(f"/cases/{case}/publicity").text
    main = page.split("<main", 1)[1].split("</main>")[0]
    assert "公示期：2026-11-22至2026-11-26" in main
    assert telephone not in main
    assert not re.search(r"\d{10,}", main)
    for private in ("医", "病", "残", "元", "银行", "身份证"):
        assert private not in main, private


def test_the_next_hand_finds_the_case_among_its_tasks_and_the_last_no_more(hands: Hands):
    case = confirmed(hands)
    link = f"/cases/{case}"
    assert link in hands.of("village_officer").get("/tasks").text
    hands.act("village_officer", case, "authorise", signed_on=hands.today, paper_kept="yes")
    assert link not in hands.of("village_officer").get("/tasks").text
    assert link in hands.of("county_officer").get("/tasks").text
