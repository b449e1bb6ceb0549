"""A helper contact's day on a telephone, with JavaScript and without; and a case through its first hands at a desk."""

import re

import pytest

from tests.serving.conftest import POSTGRESQL

PHONE, DESK = 360, 1280
on_postgresql = pytest.mark.parametrize("database", [POSTGRESQL], indirect=True)


def open_first_visit(visitor) -> str:
    visitor.sign_in("helper_contact")
    assert visitor.page.locator("h1").inner_text().startswith("我的走访")
    visitor.page.locator(".card .cover").first.click()
    visitor.page.wait_for_url(re.compile("/visits/H"))
    return visitor.page.url


def four_taps(visitor) -> None:
    page = visitor.page
    page.locator("label[for=result-confirmed]").click()
    page.locator("input[value=needs_help]").click()
    page.get_by_role("button", name="提交").click()
    page.wait_for_url(re.compile("/done$"))


def a_day(visitor) -> None:
    page = visitor.page
    open_first_visit(visitor)
    assert page.get_by_role("heading", name="为什么走访").is_visible()
    assert page.locator(".why-confirmed").is_hidden()
    four_taps(visitor)
    assert "属实，确有风险" in page.locator("main").inner_text()
    page.get_by_role("link", name="承诺授权").click()
    page.wait_for_url(re.compile(r"/cases/\d+$"))
    assert page.locator(".steps [aria-current]").inner_text() == "承诺授权"


def test_a_visit_is_read_reported_and_followed_on_a_telephone(visit):
    visitor = visit(PHONE)
    a_day(visitor)
    assert visitor.wider_than_sight() == 0
    assert visitor.broken == []


@pytest.mark.slow
@on_postgresql
def test_the_same_day_on_postgresql(visit):
    visitor = visit(PHONE)
    a_day(visitor)
    assert visitor.broken == []


@pytest.mark.slow
def test_the_same_day_without_javascript(visit):
    visitor = visit(PHONE, scripts=False)
    a_day(visitor)
    visitor.go("/visits")
    visitor.page.locator(".card .cover").first.click()
    visitor.page.locator("textarea[name=words]").fill("路断了，明天再去")
    visitor.page.get_by_role("button", name="存草稿").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.locator("textarea[name=words]").input_value() == "路断了，明天再去"
    assert visitor.page.locator("#saved").inner_text() == "已恢复草稿"


@pytest.mark.slow
def test_what_is_typed_is_there_again_after_the_battery_was_flat(visit):
    visitor = visit(PHONE)
    address, page = open_first_visit(visitor), visitor.page
    page.locator("label[for=result-changed]").click()
    page.locator("input[value=new_work]").click()
    page.locator("textarea[name=words]").press_sequentially("十一月起在县城上班")
    with page.expect_response(re.compile("/draft$")):
        pass
    page.locator("#saved", has_text="草稿已保存").wait_for()
    page.context.close()
    again = visit(PHONE)
    again.sign_in("helper_contact")
    again.page.goto(address)
    assert again.page.locator("textarea[name=words]").input_value() == "十一月起在县城上班"
    assert again.page.locator("input[value=new_work]").is_checked()


@pytest.mark.slow
def test_the_next_hands_take_a_confirmed_clue_on_at_a_desk(visit):
    helper = visit(PHONE)
    open_first_visit(helper)
    four_taps(helper)
    village = visit(DESK)
    village.sign_in("village_officer")
    village.go("/tasks?status=authorisation")
    village.page.locator("tbody th a").first.click()
    village.page.get_by_label("原件已存档").check()
    village.page.get_by_role("button", name="已签《申请及承诺授权查询书》").click()
    village.page.locator(".steps [aria-current]", has_text="信息比对").wait_for()
    county = visit(DESK)
    county.sign_in("county_officer")
    county.go("/tasks?status=comparison")
    county.page.locator("tbody th a").first.click()
    county.page.locator("select[name=found]").select_option("nothing")
    county.page.get_by_role("button", name="比对完成，转村评议").click()
    county.page.locator(".steps [aria-current]", has_text="评议公示").wait_for()
    assert county.wider_than_sight() == 0
    assert village.broken == county.broken == []
