"""Signing in and out, and what nobody signed in may see."""

from tests.serving.conftest import Service, csrf_of


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_page(service: Service):
    answer = service.browser().get("/week")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/week"


def test_a_county_officer_signs_in_and_reads_this_weeks_list(service: Service):
    browser = service.browser("county_officer")
    assert browser.get("/").headers["location"] == "/week"
    assert "2026-W47" in browser.get("/week").text


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(own_service: Service):
    browser = own_service.browser()
    wrong = browser.post("/sign-in", data={"name": "county_officer", "password": "wrong-wrong-wrong"})
    unknown = browser.post("/sign-in", data={"name": "nobody", "password": "wrong-wrong-wrong"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace("county_officer", "nobody") == unknown.text


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(own_service: Service):
    browser = own_service.browser()
    for _ in range(5):
        browser.post("/sign-in", data={"name": "county_officer", "password": "wrong-wrong-wrong"})
    right = {"name": "county_officer", "password": own_service.passwords["county_officer"]}
    assert browser.post("/sign-in", data=right).status_code == 401


def test_after_signing_out_the_session_is_gone_wherever_its_cookie_went(own_service: Service):
    browser = own_service.browser("county_officer")
    stolen = own_service.browser()
    stolen.cookies.set("session", browser.cookies["session"])
    assert stolen.get("/week").status_code == 200
    browser.post("/sign-out", data={"csrf": csrf_of(browser.get("/week").text)})
    assert stolen.get("/week").status_code == 303


def test_a_form_without_its_token_changes_nothing(own_service: Service):
    browser = own_service.browser("county_officer")
    assert browser.post("/sign-out").status_code == 403
    assert browser.get("/week").status_code == 200


def test_nobody_is_sent_to_another_site_after_signing_in(own_service: Service):
    entry = {"name": "county_officer", "password": own_service.passwords["county_officer"]}
    for elsewhere in ("https://example.org/", "//example.org/", "/\\example.org"):
        answer = own_service.browser().post("/sign-in", data=entry | {"next": elsewhere})
        assert answer.headers["location"] == "/"


def test_a_data_scientist_has_no_way_to_the_list(service: Service):
    answer = service.browser("data_scientist", language="en").get("/week")
    assert answer.status_code == 403
    assert "your role (Data scientist) may not read the weekly lists" in answer.text
