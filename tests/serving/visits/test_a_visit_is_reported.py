"""A helper contact reports a visit: four taps, drafts, the same form twice, and what becomes of it."""

import re

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from features.scope import Scope
from serving.access.caller import Within
from serving.database.cases import Case
from serving.database.vault import VaultField
from serving.database.visits import Correction, Draft, Visit
from tests.serving.conftest import Service, csrf_of


@pytest.fixture
def helper(own_service: Service) -> TestClient:
    return own_service.browser("helper_contact")


def first_household(browser: TestClient) -> str:
    return re.search(r'class="cover" href="(/visits/[^"]+)"', browser.get("/visits").text).group(1)


def form_of(browser: TestClient, path: str, result: str, reason: str, **more: str) -> dict[str, str]:
    page = browser.get(path).text
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)
    filled = {"csrf": csrf_of(page), "key": key, "visited_on": "2026-11-22", "result": result}
    return filled | {f"reason_{result}": reason} | more


def kept(service: Service, model) -> list:
    with service.app.state.database.session(Within.everything()) as session:
        return list(session.scalars(select(model)))


def cases(service: Service) -> list[Case]:
    """The cases opened here, not those taken over from the records."""
    return [case for case in kept(service, Case) if case.opened_by != "records"]


def visits_in_records(service: Service, path: str):
    rows = service.app.state.run.records.rows("visits", service.settings.day(), Scope.everything())
    return rows[(rows["household_id"] == path.rsplit("/", 1)[1]) & rows["record_id"].str.startswith("visit-")]


def test_a_helper_lands_on_the_own_visits_and_reads_why(helper: TestClient):
    assert helper.get("/").headers["location"] == "/visits"
    page = helper.get(first_household(helper)).text
    assert "为什么走访" in page
    assert "问什么、看什么" in page
    assert "SHAP" not in page


def test_a_result_in_four_taps_reaches_the_records_with_what_was_checked(own_service: Service, helper: TestClient):
    path = first_household(helper)
    answer = helper.post(path, data=form_of(helper, path, "not_confirmed", "other_income", words="子女寄钱"))
    assert answer.headers["location"] == f"{path}/done"
    assert "不属实" in helper.get(f"{path}/done").text
    row = visits_in_records(own_service, path).iloc[0]
    assert (row["result"], row["prompted_by"], str(row["known_on"].date())) == ("not_confirmed", "list", "2026-11-22")
    assert row["checked_reasons"]
    assert cases(own_service) == []


def test_a_confirmed_visit_that_needs_the_procedure_opens_a_case(own_service: Service, helper: TestClient):
    path = first_household(helper)
    helper.post(path, data=form_of(helper, path, "confirmed", "needs_help"))
    case = cases(own_service)[0]
    assert (case.status, case.channel) == ("authorisation", "list")
    assert [step.move for step in case.steps] == ["opened", "start_check", "confirm"]


def test_a_confirmed_visit_of_a_household_that_copes_opens_none(own_service: Service, helper: TestClient):
    path = first_household(helper)
    helper.post(path, data=form_of(helper, path, "confirmed", "copes"))
    assert cases(own_service) == []


def test_the_same_form_sent_twice_counts_once(own_service: Service, helper: TestClient):
    path = first_household(helper)
    filled = form_of(helper, path, "confirmed", "needs_help")
    answers = [helper.post(path, data=filled) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert len(kept(own_service, Visit)) == len(cases(own_service)) == 1
    assert len(visits_in_records(own_service, path)) == 1


def test_a_draft_comes_back_as_it_was_typed_and_is_gone_when_sent(own_service: Service, helper: TestClient):
    path = first_household(helper)
    filled = form_of(helper, path, "changed", "new_work", words="张某某 13800000000 在县城")
    saved = helper.post(f"{path}/draft", data=filled, headers={"hx-request": "true"})
    assert saved.text == "草稿已保存"
    page = helper.get(path).text
    assert "张某某 13800000000 在县城" in page
    assert re.search(r'id="result-changed"[^>]* checked', page)
    assert f'value="{filled["key"]}"' in page
    helper.post(path, data=filled)
    assert kept(own_service, Draft) == []
    late = helper.post(f"{path}/draft", data=filled, headers={"hx-request": "true"})
    assert late.status_code == 200
    assert kept(own_service, Draft) == []


def test_an_unfinished_form_is_shown_again_with_a_sentence_and_what_was_typed(own_service: Service, helper: TestClient):
    path = first_household(helper)
    filled = form_of(helper, path, "confirmed", "away", words="写了一半")
    answer = helper.post(path, data=filled)
    assert answer.status_code == 422
    assert "请选择“属实”的原因" in answer.text
    assert "写了一半" in answer.text
    assert kept(own_service, Visit) == []


def test_a_visit_in_the_future_long_ago_or_on_no_day_is_refused(own_service: Service, helper: TestClient):
    path = first_household(helper)
    filled = form_of(helper, path, "confirmed", "copes")
    for day in ("2026-11-23", "2026-01-01", "yesterday", ""):
        assert helper.post(path, data=filled | {"visited_on": day}).status_code == 422, day
    assert kept(own_service, Visit) == []


def test_a_wrong_record_becomes_a_task_of_its_department(own_service: Service, helper: TestClient):
    path = first_household(helper)
    page = helper.get(path).text
    fact = re.search(r'<select name="wrong">.*?<option value="(\w+)"', page, re.S).group(1)
    filled = form_of(helper, path, "not_confirmed", "record_wrong", wrong=fact, wrong_words="已报销")
    helper.post(path, data=filled)
    correction = kept(own_service, Correction)[0]
    assert (correction.fact, correction.answer) == (fact, "")
    assert str(correction.due_on) == "2026-11-27"


def test_what_was_written_freely_lies_encrypted(own_service: Service, helper: TestClient):
    path = first_household(helper)
    helper.post(path, data=form_of(helper, path, "confirmed", "copes", words="银河系的张三丰"))
    with own_service.app.state.database.session(Within.everything()) as session:
        assert session.scalar(select(func.count()).select_from(VaultField).where(VaultField.field == "words")) == 1
    database = own_service.settings.state_folder.glob("service.db*")
    assert not any("银河系的张三丰".encode() in path.read_bytes() for path in database)


def test_a_household_of_another_helper_is_not_there(own_service: Service, helper: TestClient):
    mine = first_household(helper)
    others = own_service.browser("county_officer").get("/week").text
    other = next(h for h in re.findall(r"H[0-9a-f]{8,}", others) if f"/visits/{h}" not in helper.get("/visits").text)
    assert helper.get(f"/visits/{other}").status_code == 404
    assert helper.post(f"/visits/{other}", data=form_of(helper, mine, "confirmed", "copes")).status_code == 404
    assert kept(own_service, Visit) == []


def test_sheet_and_leaflet_are_in_both_languages(own_service: Service, helper: TestClient):
    path = first_household(helper)
    assert "入户走访表" in helper.get(f"{path}/sheet").text
    english = own_service.browser("helper_contact", language="en")
    assert "Visit sheet" in english.get(f"{path}/sheet").text
    assert "This visit decides nothing" in english.get(f"{path}/leaflet").text
