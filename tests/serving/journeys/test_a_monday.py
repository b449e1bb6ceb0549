"""A county officer's Monday, in a real browser: what changed, whom to visit, why, who goes, and the workbook."""

import re

import pytest

from tests.serving.conftest import POSTGRESQL, SQLITE


def monday(visitor) -> None:
    """Walk it; every step is something the officer does by looking and clicking."""
    page = visitor.page
    visitor.sign_in("county_officer")
    visitor.go("/week")
    assert page.locator("h1").inner_text().startswith("本周名单")
    page.select_option("select[name=lane]", "rule")
    page.click("form.filters button")
    assert "lane=rule" in page.url
    assert page.locator("table.list ul.facts").first.is_visible()
    first = page.locator("table.list tbody th[scope=row] a").first
    name = first.inner_text()
    first.click()
    assert name in page.locator("h1").inner_text()
    assert page.locator("#why").is_visible()
    page.go_back()
    page.locator("input[name=household]").first.check()
    page.select_option("select[name=to]", "village_officer")
    page.click("fieldset.ask button")
    assert page.locator("p[role=status]").inner_text() == "已分派1户。"
    page.locator("summary", has_text="导出为Excel").click()
    page.fill("input[name=reason]", "周一研判会")
    with page.expect_download() as told:
        page.locator("button", has_text=re.compile("^导出这")).click()
    assert told.value.suggested_filename.startswith("list-2026-W47-")


def test_a_monday_at_a_desk(visit):
    visitor = visit(1280)
    monday(visitor)
    assert visitor.broken == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("database", "width", "scripts"),
    [(SQLITE, 360, True), (SQLITE, 1280, False), (SQLITE, 360, False), (POSTGRESQL, 1280, True)],
    indirect=["database"],
)
def test_a_monday_on_a_phone_without_scripts_and_on_postgresql(visit, width, scripts):
    visitor = visit(width, scripts=scripts)
    monday(visitor)
    assert visitor.broken == []


@pytest.mark.slow
def test_a_leader_asks_why_a_household_is_not_listed(visit):
    visitor = visit(1280, language="en")
    visitor.sign_in("county_leader")
    visitor.go("/overview")
    visitor.page.fill("input[name=line]", "15000")
    visitor.page.click("form.ask button")
    assert "would come below it" in visitor.page.locator("main").inner_text()
    visitor.go("/map")
    visitor.page.locator("svg.map a").first.click()
    assert "township=" in visitor.page.url
    visitor.go("/households")
    assert visitor.broken == []
