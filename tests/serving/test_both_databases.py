"""Every page on SQLite and on PostgreSQL, and the same form sent twice in the same instant."""

import re
from concurrent.futures import ThreadPoolExecutor

from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import select

from features.scope import Scope
from serving.access.caller import Within
from serving.access.role import roles
from serving.database.visits import Visit
from serving.web.routes import declared_routes
from tests.serving.conftest import Service, csrf_of

ENDS = ("/sign-out",)
AT_ONCE = 4


def pages_for(service: Service, role: str) -> list[APIRoute]:
    """The pages that are read (GET) whose right the role holds."""
    return [
        route
        for route, right in declared_routes(service.app.routes)
        if "GET" in route.methods and not route.path.startswith("/v1/") and roles()[role].may(right)
    ]


def address(route: APIRoute, household: str) -> str:
    """The page's address of that household, and of number 1 of whatever else it is about."""
    return re.sub(r"{(\w+)(:\w+)?}", lambda part: household if part[1] == "household_id" else "1", route.path)


def household_for(browser: TestClient) -> str:
    """A household the browser's account can open: from its visits, or its list."""
    found = re.search(r'href="/(?:visits|household)/(H\w+)"', browser.get("/visits").text + browser.get("/week").text)
    return found.group(1) if found else "Hnobody"


def test_every_page_opens_for_every_role_on_both_databases(any_service: Service):
    wrong, opened = [], 0
    for role in sorted(name for name, one in roles().items() if one.signs_in):
        browser = any_service.browser(role)
        household = household_for(browser)
        for route in pages_for(any_service, role):
            status = browser.get(address(route, household)).status_code
            opened += status == 200
            if status >= 500 or (status == 404 and "{" not in route.path):
                wrong.append(f"{role} {route.path}: {status}")
    assert not wrong, "\n".join(wrong)
    assert opened >= 40


def test_the_same_form_in_the_same_instant_counts_once(any_service: Service):
    browser = any_service.browser("helper_contact")
    path = re.search(r'class="cover" href="(/visits/[^"]+)"', browser.get("/visits").text).group(1)
    page = browser.get(path).text
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)
    form = {"csrf": csrf_of(page), "key": key, "visited_on": "2026-11-22", "result": "confirmed"}
    form["reason_confirmed"] = "needs_help"
    with ThreadPoolExecutor(AT_ONCE) as several:
        answers = list(several.map(lambda _: browser.post(path, data=form), range(AT_ONCE)))
    assert {answer.headers.get("location") for answer in answers} == {f"{path}/done"}
    with any_service.app.state.database.session(Within.everything()) as session:
        assert session.scalars(select(Visit.key)).all() == [key]
    records = any_service.app.state.run.records.rows("visits", any_service.settings.day(), Scope.everything())
    assert list(records["record_id"]).count(f"visit-{key}") == 1
