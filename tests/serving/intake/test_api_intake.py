"""A department's system sends records, sees what was refused and why, and fetches what it has to verify."""

import io
import json

from python_calamine import CalamineWorkbook

from features.department import Department
from serving.sign_in.tokens import make_token
from tests.features.intake.sent import CLAIMS, changed
from tests.serving.conftest import csrf_of
from tests.serving.intake.conftest import Desk

LINES = "application/x-ndjson"
WRONG = changed(CLAIMS, 1, 7, "2026-13-41")


def lines(rows: list[list]) -> str:
    return "\n".join(json.dumps(dict(zip(rows[0], row, strict=True)), ensure_ascii=False) for row in rows[1:])


def push(desk: Desk, rows: list[list], key: str = "october", export: str = "claims", client=None):
    client = client or desk.service.program("department_program")
    headers = {"content-type": LINES, "Idempotency-Key": key}
    return client.post(f"/v1/intake/exports/{export}", content=lines(rows).encode(), headers=headers)


def became(desk: Desk, answer) -> dict:
    desk.work()
    return desk.service.program("department_program").get(f"/v1/intake/jobs/{answer.json()['job_id']}").json()


def test_a_department_sees_what_it_may_send_and_under_which_headings(desk: Desk):
    (one,) = desk.service.program("department_program").get("/v1/intake/exports").json()
    assert (one["name"], one["fills"]) == ("claims", ["medical_claims"])
    assert {"流水号", "身份证号", "结算日期"} <= set(one["headings"])


def test_rows_that_are_sent_go_in_and_every_row_has_one_fate(desk: Desk):
    answer = push(desk, WRONG)
    assert (answer.status_code, answer.json()["state"]) == (202, "waiting")
    state = became(desk, answer)
    taken = state["taken"]
    assert (state["state"], taken["read"], taken["accepted"], taken["quarantined"]) == ("done", 3, 2, 1)
    assert taken["ties_out"]
    assert [(f["row"], f["heading"], f["code"]) for f in taken["faults"]] == [(2, "结算日期", "not_a_day")]
    assert "2026-13-41" not in json.dumps(state)


def test_the_same_key_is_one_sending_and_another_body_under_it_a_conflict(desk: Desk):
    first = push(desk, CLAIMS)
    assert push(desk, CLAIMS).json()["job_id"] == first.json()["job_id"]
    assert push(desk, WRONG).status_code == 409
    assert len(list(desk.worker.folder.iterdir())) == 1, "nothing of what was refused is left"


def test_the_same_rows_under_another_key_change_nothing_and_a_wrong_row_waits_until_it_is_mended(desk: Desk):
    client = desk.service.program("department_program")
    first, again = push(desk, WRONG), push(desk, WRONG[:1] + WRONG[2:], key="again")
    taken = became(desk, again)["taken"]
    assert (taken["accepted"], taken["already_known"]) == (0, 2)
    (row,) = client.get("/v1/intake/waiting").json()
    assert (row["row"], row["heading"], row["file"]) == (2, "结算日期", "claims-october.jsonl")
    assert became(desk, first)["state"] == "done"


def test_a_department_sends_nothing_that_is_anothers(desk: Desk):
    assert push(desk, CLAIMS, export="people").status_code == 404


def test_a_system_of_a_township_sends_only_about_it(desk: Desk):
    token = make_token(desk.database, "clinic", desk.townships()[0], department=Department.MEDICAL_INSURANCE)
    client = desk.service.program("department_program")
    client.headers["authorization"] = f"Bearer {token}"
    answer = push(desk, CLAIMS, client=client)
    desk.work()
    taken = client.get(f"/v1/intake/jobs/{answer.json()['job_id']}").json()["taken"]
    assert (taken["accepted"], [f["code"] for f in taken["faults"]]) == (2, ["outside_area"])


def test_nobody_follows_a_sending_of_another_program(desk: Desk):
    answer = push(desk, CLAIMS)
    token = make_token(desk.database, "other", "990101000000", department=Department.MEDICAL_INSURANCE)
    client = desk.service.program("department_program")
    client.headers["authorization"] = f"Bearer {token}"
    assert client.get(f"/v1/intake/jobs/{answer.json()['job_id']}").status_code == 404
    assert client.get("/v1/intake/waiting").json() == []


def test_a_program_that_asks_for_assessments_sends_no_records(desk: Desk):
    assert push(desk, CLAIMS, client=desk.service.program()).status_code == 403


def test_a_body_of_another_kind_is_refused_in_words(desk: Desk):
    client = desk.service.program("department_program")
    headers = {"content-type": "text/html", "Idempotency-Key": "k"}
    answer = client.post("/v1/intake/exports/claims", content=b"<p>", headers=headers)
    assert (answer.status_code, "application/x-ndjson" in answer.json()["detail"]) == (422, True)


def test_what_cannot_be_read_is_refused_with_one_sentence(desk: Desk):
    client = desk.service.program("department_program")
    headers = {"content-type": LINES, "Idempotency-Key": "broken"}
    state = became(desk, client.post("/v1/intake/exports/claims", content=b'{"a": [1]}', headers=headers))
    assert (state["state"], state["taken"]) == ("done", None)
    assert "nested" in state["refused"]


def test_the_reply_names_what_to_mend_and_how_differences_stand(desk: Desk):
    client = desk.service.program("department_program")
    assert client.get("/v1/intake/reply").json()["as_of"] is None
    off = changed(CLAIMS, 1, 3, "100")
    became(desk, push(desk, off))
    clerk = desk.service.browser("data_clerk")
    page = clerk.get("/quality").text
    clerk.post("/quality/check", data={"csrf": csrf_of(page), "what": "everything"})
    desk.work()
    reply = client.get("/v1/intake/reply").json()
    assert "claim_does_not_add_up" in {one["rule"] for one in reply["to_mend"]}
    with CalamineWorkbook.from_filelike(io.BytesIO(client.get("/v1/intake/reply.xlsx").content)) as book:
        assert [name.split()[0] for name in book.sheet_names] == ["待更正", "比对"]
