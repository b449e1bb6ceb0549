"""What is sent wrongly: the right status, one sentence in the caller's language, nothing lost, nothing half done."""

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import func, select, update

from serving.access.caller import Within
from serving.database.accounts import SignedIn
from serving.database.base import now
from serving.database.cases import Case
from serving.database.jobs import Job
from serving.database.visits import Draft, Visit
from tests.serving.conftest import Service, csrf_of

KEPT = (Visit, Draft, Case, Job)
JSON = {"content-type": "application/json"}
PROGRAM = [
    ("a malformed body", b'{"household_id": ', 422),
    ("a body that is no object", b"[1, 2]", 422),
    ("an unknown household", b'{"household_id": "Hnobody"}', 404),
    ("a day to come", b'{"household_id": "Hnobody", "as_of": "2099-01-01"}', 422),
    ("ten megabytes", b'{"household_id": "' + b"x" * 10_000_000 + b'"}', 413),
    ("a number for a key", b'{"household_id": 7}', 422),
    ("NaN", b'{"records": {"households": [{"record_id": NaN}], "members": [{}]}}', 422),
    ("a key that is too long", b'{"household_id": "' + b"x" * 1000 + b'"}', 422),
]


def rows_kept(service: Service) -> dict[str, int]:
    with service.app.state.database.session(Within.everything()) as session:
        return {one.__tablename__: session.scalar(select(func.count()).select_from(one)) for one in KEPT}


def sentence(answer: Response) -> str:
    """What a refusal page says, in its main part."""
    return re.sub(r"<[^>]+>|\s+", " ", answer.text.split("<main", 1)[-1].split("</main>")[0])


@pytest.mark.parametrize(("body", "status"), [one[1:] for one in PROGRAM], ids=[one[0] for one in PROGRAM])
def test_a_program_is_told_in_both_languages_what_is_wrong(service: Service, body: bytes, status: int):
    before = rows_kept(service)
    answer = service.program().post("/v1/assess", content=body, headers=JSON)
    assert answer.status_code == status
    assert set(answer.json()) == {"detail", "detail_zh"}
    assert re.search("[\u4e00-\u9fff]", answer.json()["detail_zh"])
    assert re.fullmatch("[ -~]+", answer.json()["detail"])
    assert rows_kept(service) == before


@pytest.fixture
def helper(own_service: Service) -> TestClient:
    return own_service.browser("helper_contact")


def visit_form(helper: TestClient, **more: str) -> tuple[str, dict[str, str]]:
    path = re.search(r'class="cover" href="(/visits/[^"]+)"', helper.get("/visits").text).group(1)
    page = helper.get(path).text
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)
    usual = {"csrf": csrf_of(page), "key": key, "visited_on": "2026-11-22", "result": "confirmed"}
    return path, usual | {"reason_confirmed": "needs_help"} | more


@pytest.mark.parametrize(
    ("wrong", "zh", "en"),
    [
        ({"words": "长" * 1001}, "说明不超过1000字", "the note must be no longer than 1000 characters"),
        ({"visited_on": "2099-01-01"}, "走访日期应在", "the visit must lie between"),
        ({"visited_on": "tomorrow"}, "走访日期应为日期", "write the day of the visit as"),
        ({"result": "perhaps"}, "请选择核查结果", "choose a result"),
        ({"key": "x"}, "表单不完整", "the form is incomplete"),
    ],
)
def test_a_form_filled_in_wrongly_comes_back_whole_with_a_sentence(own_service: Service, helper, wrong, zh, en):
    before = rows_kept(own_service)
    path, form = visit_form(helper, wrong_words="金额不对", **wrong)
    for language, said in (("zh", zh), ("en", en)):
        helper.cookies.set("language", language)
        answer = helper.post(path, data=form)
        assert answer.status_code == 422
        assert said in answer.text
        assert "金额不对" in answer.text
    assert rows_kept(own_service) == before


def test_a_form_sent_after_the_session_ended_says_so_and_the_draft_is_still_there(own_service: Service, helper):
    path, form = visit_form(helper, words="路断了")
    assert helper.post(f"{path}/draft", data=form).status_code == 303
    with own_service.app.state.database.session(Within.nothing(), writing=True) as session:
        session.execute(update(SignedIn).values(used_at=now() - timedelta(hours=2)))
    answer = helper.post(path, data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?ended=sending")
    assert "刚才提交的内容没有保存" in helper.get(answer.headers["location"]).text
    assert "what you sent was not saved" in helper.get("/sign-in?ended=sending&lang=en").text
    again = own_service.browser("helper_contact")
    assert "路断了" in again.get(path).text
    assert rows_kept(own_service)["visits"] == 0


def test_whoever_reads_on_after_the_session_ended_comes_back_to_the_same_page(own_service: Service, helper):
    path, _ = visit_form(helper)
    with own_service.app.state.database.session(Within.nothing(), writing=True) as session:
        session.execute(update(SignedIn).values(begun_at=now() - timedelta(hours=13)))
    onward = helper.get(path).headers["location"]
    assert onward.startswith("/sign-in?next=/visits/")
    assert "登录已到期，请重新登录" in helper.get(onward).text


def test_a_form_sent_twice_is_answered_twice_and_counts_once(own_service: Service, helper: TestClient):
    path, form = visit_form(helper)
    answers = [helper.post(path, data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert rows_kept(own_service)["visits"] == 1


def test_a_form_without_its_token_is_refused_in_the_callers_language(own_service: Service, helper: TestClient):
    path, form = visit_form(helper, csrf="x" * 32)
    for language, said in (("zh", "表单已过期"), ("en", "the form has expired")):
        helper.cookies.set("language", language)
        answer = helper.post(path, data=form)
        assert (answer.status_code, said in sentence(answer)) == (403, True)
    assert rows_kept(own_service)["visits"] == 0
