"""The page of one household, and finding it."""

import re
from datetime import date

import pandas as pd
from sqlalchemy import select

from features.privacy import Privacy
from features.table import table
from models.measure import measures
from serving.access.caller import Caller, Within
from serving.access.masking import suggested
from serving.access.role import OPEN, Identity, roles
from serving.database.accounts import Account
from serving.database.areas import Household
from serving.database.lists import Listed, Standing
from serving.database.vault import VaultField
from serving.household_records import Shown
from serving.reading.facts import facts
from serving.reading.household import members
from tests.serving.conftest import Service, csrf_of

TODAY = date(2026, 11, 22)


def one_of(service: Service, asked) -> str:
    with service.app.state.database.session(Within.everything()) as session:
        return session.scalars(asked.limit(1)).one()


def listed_household(service: Service) -> str:
    return one_of(service, select(Listed.household_id).where(Listed.week == "2026-W47", Listed.lane == "rule"))


def name_of(service: Service, household_id: str) -> str:
    state = service.app.state
    with state.database.session(Within.everything()) as session:
        head = session.get(Household, household_id).head_id
        row = session.scalars(select(VaultField).where(VaultField.person_id == head, VaultField.field == "name")).one()
        return state.vault._open(session, row)


def sought(service: Service, role: str, words: str) -> str:
    browser = service.browser(role)
    form = {"csrf": csrf_of(browser.get("/households").text), "sought": words}
    return browser.post("/households", data=form).text


def test_every_household_of_the_county_has_a_page_in_both_languages(service: Service):
    with service.app.state.database.session(Within.everything()) as session:
        households = list(session.scalars(select(Household.household_id).order_by(Household.household_id)))
    for language in ("zh", "en"):
        browser = service.browser("county_officer", language)
        for household in households[:: max(1, len(households) // 8)]:
            assert browser.get(f"/household/{household}").status_code == 200


def test_a_listed_household_is_said_to_be_listed_and_another_why_not(service: Service):
    browser = service.browser("county_officer", "en")
    assert "2026-W47: listed" in browser.get(f"/household/{listed_household(service)}").text
    beyond = one_of(service, select(Standing.household_id).where(Standing.status == "beyond_capacity"))
    page = browser.get(f"/household/{beyond}").text
    assert "2026-W47: not listed" in page
    assert "not being listed does not mean being safe" in page


def test_no_page_shows_a_contribution_or_a_bare_probability(service: Service):
    household = listed_household(service)
    page = service.browser("county_officer", "en").get(f"/household/{household}").text
    assessment = service.app.state.run.assessment(household)
    for number in [r["contribution"] for r in assessment["reasons"]] + [assessment["return_risk"]]:
        assert f"{number:.4f}" not in page


def caller_as(role: str) -> Caller:
    return Caller(name=role, role=roles()[role], within=Within.nothing())


def test_health_is_said_in_general_words_to_a_role_that_may_not_see_it():
    reason = {
        **{"zh": "自付21,000元", "en": "paid CNY 21,000", "zh_hidden": "负担较重", "en_hidden": "health weighs on it"},
        **{"theme": "medical", "department": "medical_insurance", "privacy": "health", "new": True},
        **{"feature": "medical_out_of_pocket_12m", "happened_on": "2026-11-01", "known_on": None},
    }
    words = {
        role: facts([reason], TODAY, caller_as(role))[0].words.en for role in ("county_officer", "village_officer")
    }
    assert words == {"county_officer": "paid CNY 21,000", "village_officer": "health weighs on it"}


def test_help_that_tells_of_illness_is_suggested_only_to_whom_may_know_of_it():
    telling = [name for name, one in measures().items() if Privacy.HEALTH in one.tells]
    silent = [name for name, one in measures().items() if one.tells <= OPEN]
    assert telling and silent
    kept = [{"measure": name} for name in (*telling, *silent, "abolished_last_year")]
    told = {role: {one["measure"] for one in suggested(kept, caller_as(role))} for role in roles()}
    assert told["county_officer"] == {*telling, *silent, "abolished_last_year"}
    assert told["village_officer"] == told["auditor"] == set(silent)
    together = [{"measures": [telling[0], silent[0]]}]
    assert suggested(together, caller_as("village_officer")) == []


def test_a_visits_page_suggests_no_help_for_illness_to_a_role_that_may_not_know_of_it(own_service: Service):
    treatment = measures()["medical_assistance"]
    database = own_service.app.state.database
    with database.session(Within.everything(), writing=True) as session:
        village = session.scalars(select(Account.area_code).where(Account.role == "village_officer")).one()
        row = session.scalars(select(Listed).where(Listed.week == "2026-W47", Listed.village_code == village)).first()
        row.measures = [{"measure": "medical_assistance", "held": False, "to_ask": [], "lowers": []}]
    pages = {
        role: own_service.browser(role).get(f"/visits/{row.household_id}").text
        for role in ("village_officer", "township_officer")
    }
    assert treatment.label.zh in pages["township_officer"]
    assert treatment.label.zh not in pages["village_officer"]


def test_a_household_of_another_village_is_not_there_for_a_village_officer(service: Service):
    browser = service.browser("village_officer")
    with service.app.state.database.session(Within.everything()) as session:
        found = session.execute(select(Household.household_id, Household.village_code)).tuples().all()
    seen = {village for household, village in found if browser.get(f"/household/{household}").status_code == 200}
    assert len(seen) <= 1
    other = next(household for household, village in found if village not in seen)
    assert "没有此户" in browser.get(f"/household/{other}").text


def test_a_household_is_found_by_number_name_and_identity_number(service: Service):
    household = listed_household(service)
    name = name_of(service, household)
    assert f"/household/{household}" in sought(service, "county_officer", household[:8])
    assert f"/household/{household}" in sought(service, "county_officer", name)
    with service.app.state.database.session(Within.everything()) as session:
        row = session.scalars(
            select(VaultField).where(
                VaultField.household_id == household, VaultField.field == Identity.IDENTITY_NUMBER.value
            )
        ).first()
        number = service.app.state.vault._open(session, row)
    page = sought(service, "county_officer", number)
    assert f"/household/{household}" in page
    assert number not in page


def test_nobody_is_found_beyond_ones_reach(service: Service):
    browser = service.browser("village_officer")
    with service.app.state.database.session(Within.everything()) as session:
        found = session.scalars(select(Household.household_id)).all()
    other = next(h for h in found if browser.get(f"/household/{h}").status_code == 404)
    assert other not in re.findall(r"/household/(\w+)", sought(service, "village_officer", other))


def test_a_minor_is_masked_for_a_role_that_may_not_see_minors():
    row = {"person_id": "P1", "relation": None, "born_on": date(2015, 1, 1), "left_on": None}
    shown = {"members": Shown(table("members"), (), [row])}
    names = {"P1": {Identity.NAME: "张小明"}}
    seen = {role: members(shown, names, caller_as(role), TODAY)[0] for role in ("county_officer", "auditor")}
    assert (seen["county_officer"].name, seen["county_officer"].age) == ("张小明", 11)
    assert (seen["auditor"].name, seen["auditor"].age) == ("张**", None)


def test_a_record_known_later_than_today_is_not_on_the_page(own_service: Service):
    household = listed_household(own_service)
    visit = {"household_id": household, "happened_on": date(2026, 11, 20), "prompted_by": "routine"}
    told = visit | {"record_id": "told", "known_on": date(2026, 11, 21), "result": "not_reached"}
    later = visit | {"record_id": "later", "known_on": date(2026, 11, 23), "result": "changed"}
    own_service.app.state.run.records.append("visits", pd.DataFrame([told, later]))
    page = own_service.browser("county_officer").get(f"/household/{household}").text
    assert "联系不上" in page
    assert "情况已变" not in page
