"""What stands around every answer, and what is refused before it is read."""

import pytest

from features.errors import SettingsError
from serving.settings import Settings
from tests.serving.conftest import Prepared, Service


@pytest.mark.parametrize("path", ["/sign-in", "/week", "/nowhere", "/v1/model", "/v1/nowhere", "/static/style.css"])
def test_every_answer_carries_the_security_headers(service: Service, path: str):
    headers = service.browser().get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_nothing_about_people_is_kept_by_browsers(service: Service):
    assert service.browser("county_officer").get("/week").headers["cache-control"] == "no-store"


def test_no_page_has_an_inline_style_or_script(service: Service):
    page = service.browser("county_officer").get("/week").text
    assert " style=" not in page
    assert "<script>" not in page
    assert " onclick" not in page


def test_no_template_names_another_host(service: Service):
    from serving.web.rendering import FOLDERS

    for folder in FOLDERS:
        for template in folder.glob("*.html"):
            text = template.read_text(encoding="utf-8")
            assert "http://" not in text and "https://" not in text, template.name
            assert " style=" not in text, template.name
            assert "<script>" not in text, template.name


def test_a_body_too_large_is_refused_before_it_is_read(prepared: Prepared):
    service = prepared.service(body_bytes="1000")
    assert service.program().post("/v1/assess", content=b"x" * 1001).status_code == 413

    def parts():
        for _ in range(20):
            yield b"x" * 100

    assert service.program().post("/v1/assess", content=parts()).status_code == 413


def test_headers_too_long_are_refused(service: Service):
    answer = service.browser().get("/sign-in", headers={"x-long": "x" * 20_000})
    assert answer.status_code == 431


def test_a_page_that_is_not_there_says_so_in_the_callers_language(service: Service):
    assert "没有这个页面" in service.browser().get("/nowhere").text
    assert "there is no such page" in service.browser(language="en").get("/nowhere").text
    assert service.browser().get("/v1/nowhere").json() == {
        "detail": "there is no such page",
        "detail_zh": "没有这个页面",
    }


def test_the_language_is_asked_for_once_and_kept(service: Service):
    browser = service.browser()
    assert '<html lang="en">' in browser.get("/sign-in?lang=en").text
    assert '<html lang="en">' in browser.get("/sign-in").text


def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(own_service: Service):
    entry = {"name": "county_officer", "password": own_service.passwords["county_officer"]}
    cookie = own_service.browser().post("/sign-in", data=entry).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_behind_tls_cookies_are_bound_to_the_host_and_browsers_are_told_to_stay(prepared: Prepared):
    service = prepared.service(behind_tls="yes")
    entry = {"name": "county_officer", "password": service.passwords["county_officer"]}
    answer = service.browser().post("/sign-in", data=entry)
    assert answer.headers["set-cookie"].startswith("__Host-session=")
    assert "Secure" in answer.headers["set-cookie"]
    assert "max-age" in answer.headers["strict-transport-security"]


@pytest.mark.parametrize(
    ("name", "value"), [("POVERTY_RISK_HOST", "0.0.0.0"), ("POVERTY_RISK_PORT", "x"), ("POVERTY_RISK_WORKERS", "0")]
)
def test_settings_that_are_unsafe_or_unreadable_stop_the_program(name: str, value: str):
    with pytest.raises(SettingsError, match=name):
        Settings.read({name: value}).check()


def test_a_misspelt_setting_is_named():
    with pytest.raises(SettingsError, match="POVERTY_RISK_DATABSE"):
        Settings.read({"POVERTY_RISK_DATABSE": "x"})


def test_keys_readable_for_others_stop_the_program(prepared: Prepared, tmp_path):
    own = prepared.copied(tmp_path / "own")
    (own.root / "state" / "keys.json").chmod(0o644)
    with pytest.raises(SettingsError, match="readable for others"):
        own.service()
