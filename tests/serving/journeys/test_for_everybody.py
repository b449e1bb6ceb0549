"""Every page of everybody's navigation: no serious finding of axe, nothing pushed sideways; also without scripts."""

from pathlib import Path

import pytest

from serving.access.role import roles

AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
SERIOUS = ("serious", "critical")
RUN = "() => axe.run(document, {resultTypes: ['violations']})"
ONWARD = ("/household/", "/visits/H", "/cases/")


def pages_of(visitor) -> list[str]:
    """The addresses of the navigation, and the first household, visit and case that they lead to."""
    links = visitor.page.locator("header nav a")
    found = [links.nth(n).get_attribute("href") for n in range(links.count())]
    onward: dict[str, str] = {}
    for path in found:
        visitor.go(path)
        for kind in ONWARD:
            link = visitor.page.locator(f"main a[href^='{kind}']").first
            if kind not in onward and link.count():
                onward[kind] = link.get_attribute("href")
    return [*found, *onward.values()]


def findings(visitor) -> list[str]:
    """What axe calls serious or critical, with the element."""
    visitor.page.evaluate(AXE.read_text(encoding="utf-8"))
    told = visitor.page.evaluate(RUN)["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in told if v["impact"] in SERIOUS]


def too_wide(visitor) -> list[str]:
    points = visitor.wider_than_sight()
    return [f"{points} points too wide"] if points else []


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(name for name, one in roles().items() if one.signs_in))
@pytest.mark.parametrize(("width", "language", "scripts"), [(360, "zh", True), (1280, "en", True), (360, "en", False)])
def test_no_page_has_a_serious_finding_or_is_wider_than_the_screen(visit, role, width, language, scripts):
    visitor = visit(width, language=language, scripts=scripts)
    visitor.sign_in(role)
    wrong = {}
    for path in pages_of(visitor):
        visitor.go(path)
        found = too_wide(visitor) + (findings(visitor) if scripts else [])
        if found:
            wrong[path] = found
        visitor.shot(f"{role}-{width}-{language}-{path.strip('/').split('/')[0]}")
    assert wrong == {}
    assert visitor.broken == []
