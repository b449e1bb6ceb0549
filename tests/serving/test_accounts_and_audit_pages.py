"""The pages of the system administrator and of the auditor."""

from tests.serving.conftest import Service, csrf_of


def post(service: Service, path: str, **fields: str):
    """What the system administrator's browser submits."""
    browser = service.browser("system_administrator", language="en")
    return browser.post(path, data=fields | {"csrf": csrf_of(browser.get("/sign-in").text)})


def test_a_new_account_signs_in_with_the_password_that_is_shown_once(own_service: Service):
    page = post(own_service, "/accounts", name="li.ming", role="auditor")
    password = page.text.split("<code>")[1].split("</code>")[0]
    entry = {"name": "li.ming", "password": password}
    assert own_service.browser().post("/sign-in", data=entry).status_code == 303
    assert password not in own_service.browser("system_administrator").get("/accounts").text


def test_an_account_whose_area_is_of_another_level_is_refused(own_service: Service):
    page = post(own_service, "/accounts", name="li.ming", role="township_officer", area_code="990101000000")
    assert page.status_code == 422
    assert "needs the 12-digit code of a township" in page.text


def test_a_locked_account_is_out_at_once(own_service: Service):
    officer = own_service.browser("county_officer")
    assert officer.get("/week").status_code == 200
    assert post(own_service, "/accounts/county_officer/locked", on="yes").status_code == 303
    assert officer.get("/week").status_code == 303


def test_nobody_locks_the_own_account(own_service: Service):
    assert post(own_service, "/accounts/system_administrator/locked", on="yes").status_code == 409


def test_a_renewed_password_ends_the_sessions_of_the_old_one(own_service: Service):
    officer = own_service.browser("county_officer")
    post(own_service, "/accounts/county_officer/password")
    assert officer.get("/week").status_code == 303


def test_with_codes_switched_on_a_password_alone_does_not_enter(own_service: Service):
    post(own_service, "/accounts/county_officer/codes", on="yes")
    entry = {"name": "county_officer", "password": own_service.passwords["county_officer"]}
    assert own_service.browser().post("/sign-in", data=entry).status_code == 401


def test_the_auditor_finds_who_read_a_household(own_service: Service):
    own_service.browser("county_officer").get("/week")
    auditor = own_service.browser("auditor", language="en")
    page = auditor.get("/audit").text
    household = page.split("<td><details><summary>")[1].split("</summary>")[1].split(",")[0].strip()
    found = auditor.get("/audit", params={"household": household}).text
    assert "<td>county_officer" in found
    assert "GET /week" in found
    assert auditor.get("/audit", params={"household": "Hnobody"}).text.count("<code>") == 0


def test_the_auditor_sees_that_the_log_is_whole(own_service: Service):
    assert "The log is whole" in own_service.browser("auditor", language="en").get("/audit/verify").text
