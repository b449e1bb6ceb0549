"""The data clerk's day in a real browser: a file sent and followed, a wrong row mended, everything checked."""

import re

import pytest

from tests.features.intake.sent import workbook
from tests.serving.conftest import POSTGRESQL, SQLITE

MORE = [
    *("是否易地搬迁安置点", "距县城里程（公里）", "是否通硬化路", "是否山区", "是否民族乡镇"),
    *("主导产业价格指数", "撤销日期"),
]
AREAS = [
    ["云岭县行政区划"],
    ["截至2026-11-22"],
    ["区划代码", "级别", "名称", "启用日期", *MORE],
    ["990101001999", "村", "新设村", "2026-01-01"],
    ["990101001998", "未知级别", "另一新设村", "2026-01-01"],
]

LONG = 240_000  # milliseconds: the work is done by processes of its own, on a machine that may be busy


def until(page, words: str) -> None:
    """Wait until the page says it; with scripts it asks by itself, without them the browser does."""
    page.locator("main", has_text=words).wait_for(timeout=LONG)


def a_day(visitor, path) -> None:
    """Send, follow, mend, check."""
    page = visitor.page
    visitor.sign_in("data_clerk")
    page.wait_for_url("**/intake")
    page.set_input_files("input[type=file]", path)
    page.click("main button")
    page.wait_for_url("**/intake/jobs/*")
    until(page, "平账")
    assert page.locator("ul.tiles strong").all_inner_texts()[:3] == ["2", "1", "1"]
    page.locator("table a", has_text="1").last.click()
    page.locator("a", has_text=re.compile("^改正第")).first.click()
    assert page.locator("label.wrong, p.bad").count() == 2
    page.locator("label.wrong input").fill("村")
    page.locator("button", has_text="导入改正后的行").click()
    page.wait_for_url("**/waiting?done=1")
    assert "没有等待改正的行" in page.locator("main").inner_text()
    visitor.go("/quality")
    page.locator("button", has_text="重新检查并比对").click()
    page.wait_for_url("**/intake/jobs/*")
    until(page, "查看结果")
    page.locator("a", has_text="查看结果").click()
    assert page.locator("#silent").is_visible()
    page.locator("#rules ~ .scroll tbody th a").first.click()
    assert "/quality/rules/" in page.url


@pytest.mark.slow
@pytest.mark.parametrize(
    ("database", "width", "scripts"),
    [(SQLITE, 1280, True), (SQLITE, 360, True), (SQLITE, 1280, False), (POSTGRESQL, 1280, True)],
    indirect=["database"],
)
def test_a_clerks_day_at_a_desk_on_a_phone_and_without_scripts(visit, tmp_path, width, scripts):
    visitor = visit(width, scripts=scripts)
    a_day(visitor, workbook(tmp_path / "行政区划_20261122.xlsx", AREAS))
    assert visitor.broken == []
    for path in ("/intake", "/waiting", "/quality", "/differences", "/duplicates"):
        visitor.go(path)
        assert visitor.wider_than_sight() == 0, path
