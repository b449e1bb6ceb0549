"""The days of those who have no journey of their own: leaders, township and village, department, audit, accounts."""

import re

import pytest

from tests.serving.conftest import POSTGRESQL, SQLITE

PHONE, DESK = 360, 1280
WAYS = [(SQLITE, PHONE, True), (SQLITE, DESK, True), (SQLITE, PHONE, False), (POSTGRESQL, DESK, True)]
everybody = pytest.mark.parametrize(("database", "width", "scripts"), WAYS, indirect=["database"])
pytestmark = pytest.mark.slow


def open_first(visitor, path: str, link: str) -> None:
    """To a page, and on by the first link whose address begins so."""
    visitor.go(path)
    visitor.page.locator(f"main a[href^='{link}']").first.click()
    visitor.page.wait_for_url(re.compile(link))


@everybody
def test_a_township_officer_asks_helpers_to_visit_and_looks_at_a_household(visit, width, scripts):
    visitor = visit(width, scripts=scripts)
    visitor.sign_in("township_officer")
    visitor.go("/week")
    visitor.page.locator("input[name=household]").first.check()
    visitor.page.select_option("select[name=to]", "own_helper")
    visitor.page.click("fieldset.ask button")
    assert re.fullmatch(r"已分派[01]户。", visitor.page.locator("p[role=status]").inner_text())
    open_first(visitor, "/week", "/household/")
    assert visitor.page.locator("#why").is_visible()
    visitor.shot(f"township-officer-{width}")
    assert visitor.broken == []


@everybody
def test_a_village_officer_reads_the_list_finds_a_household_and_opens_the_visit(visit, width, scripts):
    visitor = visit(width, scripts=scripts)
    visitor.sign_in("village_officer")
    open_first(visitor, "/week", "/household/")
    visitor.page.locator("main a[href^='/visits/']").first.click()
    visitor.page.wait_for_url(re.compile("/visits/H"))
    assert visitor.page.get_by_role("heading", name="为什么走访").is_visible()
    visitor.shot(f"village-officer-{width}")
    assert visitor.broken == []


@everybody
@pytest.mark.parametrize("role", ["township_leader", "county_leader"])
def test_a_leader_reads_overview_map_and_tasks(visit, role, width, scripts):
    visitor = visit(width, scripts=scripts)
    visitor.sign_in(role)
    visitor.go("/overview")
    assert visitor.page.locator("table").count() >= 2
    open_first(visitor, "/map", "/map?" if role == "county_leader" else "/week?")
    visitor.go("/tasks")
    assert visitor.page.locator("h1").is_visible()
    visitor.shot(f"{role}-{width}")
    assert visitor.broken == []


@everybody
def test_a_department_answers_what_a_helper_said_is_wrong(visit, width, scripts):
    helper = visit(PHONE, scripts=scripts)
    helper.sign_in("helper_contact")
    helper.page.locator(".card .cover").first.click()
    helper.page.wait_for_url(re.compile("/visits/H"))
    helper.page.locator("label[for=result-confirmed]").click()
    helper.page.locator("input[value=needs_help]").click()
    helper.page.locator("summary", has_text="登记数据有误").click()
    wrong = helper.page.locator("select[name=wrong]")
    wrong.select_option(index=1)
    helper.page.locator("[name=wrong_words]").fill("金额不对")
    helper.page.get_by_role("button", name="提交").click()
    helper.page.wait_for_url(re.compile("/done$"))
    officer = visit(width, scripts=scripts)
    officer.sign_in("department_officer")
    officer.go("/corrections")
    assert officer.page.locator("h1").inner_text().startswith("数据更正")
    officer.shot(f"department-officer-{width}")
    assert helper.broken == officer.broken == []


@everybody
def test_an_auditor_finds_who_read_and_has_the_log_verified(visit, width, scripts):
    reader = visit(DESK)
    reader.sign_in("county_officer")
    reader.go("/week")
    auditor = visit(width, scripts=scripts)
    auditor.sign_in("auditor")
    auditor.go("/audit?who=county_officer")
    assert "GET /week" in auditor.page.locator("main").inner_text()
    open_first(auditor, "/audit", "/audit/verify")
    auditor.shot(f"auditor-{width}")
    assert "完整" in auditor.page.locator("main").inner_text()
    assert auditor.broken == []


@everybody
def test_an_administrator_makes_an_account_that_can_sign_in(visit, width, scripts):
    administrator = visit(width, scripts=scripts)
    administrator.sign_in("system_administrator")
    administrator.go("/accounts")
    page = administrator.page
    page.fill("form[action='/accounts'] input[name=name]", "new.auditor")
    page.select_option("form[action='/accounts'] select[name=role]", "auditor")
    page.locator("form[action='/accounts'] button").click()
    password = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", page.locator("main").inner_text()).group(0)
    newcomer = visit(width, scripts=scripts)
    newcomer.passwords = newcomer.passwords | {"new.auditor": password}
    newcomer.sign_in("new.auditor")
    assert newcomer.page.locator("nav a[href='/audit']").count()
    assert administrator.broken == newcomer.broken == []


@everybody
def test_a_data_scientist_reads_what_the_model_is_worth_and_nothing_about_families(visit, width, scripts):
    visitor = visit(width, scripts=scripts)
    visitor.sign_in("data_scientist")
    visitor.go("/model")
    assert visitor.page.locator("h1").is_visible()
    links = visitor.page.locator("header nav a")
    assert {links.nth(n).get_attribute("href") for n in range(links.count())} == {"/model"}
    visitor.shot(f"data-scientist-{width}")
    assert visitor.broken == []
