"""Every page of the navigation for everybody: no serious finding of axe, nothing pushed sideways, both languages."""

from pathlib import Path

import pytest

AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
SERIOUS = ("serious", "critical")
RUN = "() => axe.run(document, {resultTypes: ['violations']})"


def pages_of(visitor) -> list[str]:
    """The addresses of the navigation, and one household's."""
    links = visitor.page.locator("header nav a")
    found = [links.nth(n).get_attribute("href") for n in range(links.count())]
    visitor.go("/week")
    household = visitor.page.locator("main a[href^='/household/']").first
    return [*found, household.get_attribute("href")] if household.count() else found


def findings(visitor) -> list[str]:
    """What axe calls serious or critical, with the element."""
    visitor.page.evaluate(AXE.read_text(encoding="utf-8"))
    told = visitor.page.evaluate(RUN)["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in told if v["impact"] in SERIOUS]


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_has_a_serious_finding_or_is_wider_than_the_screen(visit, width, language):
    visitor = visit(width, language=language)
    visitor.sign_in("county_officer")
    wrong = {}
    for path in pages_of(visitor):
        visitor.go(path)
        found = findings(visitor) + (
            [f"{visitor.wider_than_sight()} points too wide"] * (visitor.wider_than_sight() > 0)
        )
        if found:
            wrong[path] = found
    assert wrong == {}
