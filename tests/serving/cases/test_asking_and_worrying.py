"""At the counter a household reads, corrects and objects; a helper reports a worry. Each becomes somebody's task."""

import re
from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from features.scope import Scope
from serving.access.caller import Within
from serving.access.role import Identity
from serving.database.areas import Household
from serving.database.cases import Case
from serving.database.visits import Correction
from serving.invented_names import identity_of
from tests.serving.conftest import Service, csrf_of


def kept(service: Service, model) -> list:
    with service.app.state.database.session(Within.everything()) as session:
        return list(session.scalars(select(model)))


def in_reach(browser: TestClient) -> str:
    page = browser.get("/week").text
    return re.search(r"H[0-9a-f]{8,}", page).group(0)


def born(service: Service, person: str) -> date:
    rows = service.app.state.run.records.rows("members", service.settings.day(), Scope.everything())
    return rows.loc[rows["person_id"] == person, "born_on"].iloc[-1].date()


def filled(browser: TestClient, path: str, action: str, **more: str) -> dict[str, str]:
    page = browser.get(path).text
    form = page.split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
    key = re.search(r'name="key" value="([^"]+)"', form).group(1)
    return {"csrf": csrf_of(page), "key": key} | more


def test_a_household_is_found_by_its_identity_number_which_stands_in_no_address(service: Service):
    clerk = service.browser("township_officer")
    household_id = in_reach(clerk)
    with service.app.state.database.session(Within.everything()) as session:
        head = session.get_one(Household, household_id).head_id
    born_on = born(service, head)
    number = identity_of(head, born_on)[Identity.IDENTITY_NUMBER]
    answer = clerk.post("/ask", data={"csrf": csrf_of(clerk.get("/ask").text), "sought": number})
    assert answer.headers["location"] == f"/ask/{household_id}"
    page = clerk.get(answer.headers["location"]).text
    assert "登记了什么" in page
    assert number not in page


def test_the_counter_does_not_see_a_household_of_another_township(service: Service):
    clerk = service.browser("village_officer")
    mine = service.app.state.database
    with mine.session(Within.everything()) as session:
        villages = {h.household_id: h.village_code for h in session.scalars(select(Household))}
    own = villages[in_reach(clerk)]
    other = next(h for h, village in villages.items() if village != own)
    assert clerk.get(f"/ask/{other}").status_code == 404


def test_a_correction_filed_twice_is_one_task_of_the_department(own_service: Service):
    clerk = own_service.browser("township_officer")
    path = f"/ask/{in_reach(clerk)}"
    sent = filled(clerk, path, f"{path}/correction", fact="members", words="人数不对，少登一人")
    for _ in range(2):
        assert clerk.post(f"{path}/correction", data=sent).status_code == 303
    corrections = kept(own_service, Correction)
    assert [(c.fact, c.department) for c in corrections] == [("members", "public_security")]
    assert "等待答复" in clerk.get(path).text


def test_an_objection_becomes_a_clue_that_the_household_declared_itself(own_service: Service):
    clerk = own_service.browser("township_officer")
    path = f"/ask/{in_reach(clerk)}"
    sent = filled(clerk, path, f"{path}/objection", words="我家并不困难，请来人核实")
    for _ in range(2):
        assert clerk.post(f"{path}/objection", data=sent).headers["location"] == f"{path}?done=objection"
    case = [c for c in kept(own_service, Case) if c.opened_by != "records"]
    assert [(c.status, c.channel) for c in case] == [("clue", "self_declared")]
    assert len(case[0].steps) == 1


def test_an_empty_correction_is_refused_with_a_sentence(own_service: Service):
    clerk = own_service.browser("township_officer", language="en")
    path = f"/ask/{in_reach(clerk)}"
    answer = clerk.post(f"{path}/correction", data=filled(clerk, path, f"{path}/correction", fact="members"))
    assert answer.status_code == 422
    assert "say how things are" in answer.text
    assert kept(own_service, Correction) == []


@pytest.mark.parametrize("role", ["helper_contact", "village_officer"])
def test_a_worry_becomes_a_clue_among_the_visits_of_whoever_reported_it(own_service: Service, role: str):
    browser = own_service.browser(role)
    with own_service.app.state.database.session(Within.everything()) as session:
        known = {c.household_id for c in session.scalars(select(Case))}
    if role == "helper_contact":
        options = re.findall(r'<option value="(H\w+)"', browser.get("/worry").text)
    else:
        options = re.findall(r"H[0-9a-f]{8,}", browser.get("/week").text)
    household_id = next(h for h in options if h not in known)
    worry = {"household_id": household_id, "channel": "cadre", "risk_type": "disaster", "words": "屋顶塌了一角"}
    answer = browser.post("/worry", data=filled(browser, "/worry", "/worry", **worry))
    assert "/cases/" in answer.headers["location"]
    page = browser.get(answer.headers["location"]).text
    assert "因自然灾害" in page
    assert f"/visits/{household_id}" in browser.get("/visits").text


def test_a_worry_about_a_household_out_of_reach_opens_nothing(own_service: Service):
    browser = own_service.browser("village_officer")
    worry = {"household_id": "H000", "channel": "cadre", "risk_type": "disaster", "words": "屋顶塌了一角"}
    answer = browser.post("/worry", data=filled(browser, "/worry", "/worry", **worry))
    assert answer.status_code == 404
    assert "屋顶塌了一角" in answer.text
