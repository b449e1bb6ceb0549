"""Who may open what: every route × role from the router, every route about a household × where it lives."""

import re

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import select

from features.errors import DeclarationError
from serving.access.caller import Caller, Within
from serving.access.right import Right
from serving.access.role import Reach, roles
from serving.database.accounts import Account
from serving.database.areas import Household
from serving.sign_in.sessions import caller_of
from serving.sign_in.tokens import make_token
from serving.web.routes import Pages, declared_routes, right_of
from tests.serving.conftest import Service, csrf_of

FILLED = {"week": "2026-W47", "job_id": "0" * 32, "area_code": "990101000000", "export": "claims"}
ENTRANCES = ("/sign-in", "/sign-out")  # they answer 401 to a form without a password, and end the session
PROGRAM_ROUTES = 10


def routes(service: Service) -> list[tuple[APIRoute, Right]]:
    return list(declared_routes(service.app.routes))


def address(route: APIRoute, household_id: str) -> str:
    values = {"household_id": household_id} | FILLED
    return re.sub(r"{(\w+)(:\w+)?}", lambda found: values.get(found[1], "1"), route.path)


def somebody(service: Service) -> str:
    with service.app.state.database.session(Within.everything()) as session:
        return session.scalars(select(Household.household_id).limit(1)).one()


def ask(client: TestClient, route: APIRoute, household_id: str, csrf: str) -> int:
    (method,) = route.methods - {"HEAD"}
    form = {"csrf": csrf} if method == "POST" and not route.path.startswith("/v1/") else None
    return client.request(method, address(route, household_id), data=form).status_code


def csrf_token(client: TestClient, role: str) -> str:
    """The token of a signed-in browser's forms."""
    return csrf_of(client.get("/sign-in").text) if roles()[role].signs_in else ""


def client_of(service: Service, role: str) -> TestClient:
    return service.browser(role) if roles()[role].signs_in else service.program(role)


def test_there_are_routes_of_both_kinds(service: Service):
    paths = [route.path for route, _ in routes(service)]
    assert sum(path.startswith("/v1/") for path in paths) >= PROGRAM_ROUTES
    assert "/week" in paths


@pytest.mark.parametrize("role", sorted(roles()))
def test_a_role_opens_exactly_the_routes_whose_right_it_holds(own_service: Service, role: str):
    household, client = somebody(own_service), client_of(own_service, role)
    csrf = csrf_token(client, role)
    wrong = []
    for route, right in routes(own_service):
        people = not route.path.startswith("/v1/")
        if route.path in ENTRANCES or (people != roles()[role].signs_in and right is not Right.EVERYBODY):
            continue
        status = ask(client, route, household, csrf)
        held = roles()[role].may(right)
        if (status in (401, 403)) == held or status >= 500:
            wrong.append(f"{role}: {route.path} ({right.value}) answered {status}")
    assert not wrong, "\n".join(wrong)


def test_nobody_opens_only_what_needs_no_sign_in(service: Service):
    wrong = []
    for route, right in routes(service):
        if right is not Right.EVERYBODY:
            status = ask(service.browser(), route, "H1", "")
            if status not in (303, 401):
                wrong.append(f"{route.path} answered {status}")
    assert not wrong, "\n".join(wrong)


def test_people_do_not_enter_by_the_programs_door_nor_programs_by_theirs(service: Service):
    household = somebody(service)
    for route, right in routes(service):
        if right is Right.EVERYBODY:
            continue
        client = service.browser("county_officer") if route.path.startswith("/v1/") else service.program()
        client.follow_redirects = False
        assert ask(client, route, household, "") in (303, 401), route.path


def accounts(service: Service) -> dict[str, Caller]:
    with service.app.state.database.session(Within.nothing()) as session:
        return {account.role: caller_of(account) for account in session.scalars(select(Account))}


def places(service: Service, caller: Caller) -> dict[str, str]:
    """A household of each kind: own, sibling, elsewhere in the county, another helper's, in no county of ours."""
    with service.app.state.database.session(Within.everything()) as session:
        people = list(session.scalars(select(Household).order_by(Household.household_id)))
    village, township = caller.area_code, caller.area_code[:9]
    kinds = {
        "own village": [h for h in people if h.village_code == village],
        "sibling village": [h for h in people if h.village_code[:9] == township and h.village_code != village],
        "other township": [h for h in people if h.village_code[:9] != township],
        "own household": [h for h in people if h.helper_id and h.helper_id == caller.within.helper_id],
        "another helper's": [h for h in people if h.helper_id != caller.within.helper_id],
    }
    return {kind: some[0].household_id for kind, some in kinds.items() if some} | {"other county": "Helsewhere"}


def reached(service: Service, caller: Caller, household_id: str) -> bool:
    """The rule in words, from the household's register and the account alone."""
    with service.app.state.database.session(Within.everything()) as session:
        household = session.get(Household, household_id)
    if household is None or caller.role.reach is Reach.NOWHERE:
        return False
    if caller.role.reach is Reach.OWN_HOUSEHOLDS:
        return household.helper_id == caller.within.helper_id
    digits = {Reach.COUNTY: 6, Reach.TOWNSHIP: 9, Reach.VILLAGE: 12}[caller.role.reach]
    return household.village_code[:digits] == caller.area_code[:digits]


@pytest.mark.parametrize("role", sorted(name for name, role in roles().items() if role.signs_in))
def test_a_page_about_a_household_opens_for_whom_it_lies_within_reach(own_service: Service, role: str):
    caller = accounts(own_service)[role]
    browser = own_service.browser(role)
    about = [
        route
        for route, right in routes(own_service)
        if "{household_id}" in route.path and "GET" in route.methods and roles()[role].may(right)
    ]
    wrong = []
    for route in about:
        if route.path.startswith("/v1/"):
            continue
        for kind, household in places(own_service, caller).items():
            status = browser.get(address(route, household)).status_code
            if (status == 404) == reached(own_service, caller, household) or status >= 500:
                wrong.append(f"{role} {route.path}, {kind}: {status}")
    assert not wrong, "\n".join(wrong)


def test_a_token_of_a_township_sees_no_other_township(own_service: Service):
    with own_service.app.state.database.session(Within.everything()) as session:
        people = list(session.scalars(select(Household)))
    township = people[0].village_code[:9]
    token = make_token(own_service.app.state.database, "township", township + "000")
    client = TestClient(own_service.app, headers={"authorization": f"Bearer {token}"}, raise_server_exceptions=False)
    listed = client.get("/v1/list/2026-W47").json()["households"]
    assert {one["village_code"][:9] for one in listed} <= {township}
    outside = next(h for h in people if h.village_code[:9] != township)
    assert client.get(f"/v1/households/{outside.household_id}/why-not-listed").status_code == 404
    assert client.post("/v1/assess", json={"household_id": outside.household_id}).status_code == 404


def test_a_route_that_says_no_right_stops_the_program():
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.get("/open")(lambda: None)
    with pytest.raises(DeclarationError, match="/open"):
        list(declared_routes(app.routes))


def test_every_page_says_its_right():
    pages = Pages()
    pages.page("/x", Right.READ_AUDIT)(lambda: None)
    assert right_of(pages.routes[0]) is Right.READ_AUDIT
