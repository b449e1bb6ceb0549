"""Batches in the background: idempotent, resumable, and honest about what went wrong."""

import json
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from features.scope import Scope
from serving.access.caller import Within
from serving.database.areas import Household
from serving.database.jobs import Job
from serving.jobs import Worker
from serving.sign_in.tokens import revoke_token
from tests.serving.conftest import Service


@pytest.fixture
def worker(any_service: Service, monkeypatch: pytest.MonkeyPatch) -> Worker:
    """The worker without its thread: a test does the jobs itself, in parts of seven households."""
    monkeypatch.setattr("serving.jobs.AT_ONCE", 7)
    any_service.app.state.database.actions["jobs"] = lambda: None
    return any_service.app.state.worker


@pytest.fixture
def households(any_service: Service) -> list[str]:
    with any_service.app.state.database.session(Within.everything()) as session:
        return list(session.scalars(select(Household.household_id).order_by(Household.household_id).limit(20)))


def submitted(program: TestClient, households: list[str], key: str = "k1"):
    return program.post("/v1/jobs", json={"households": households}, headers={"Idempotency-Key": key})


def test_a_batch_is_assessed_part_by_part_and_read_back_whole(
    any_service: Service, worker: Worker, households: list[str]
):
    program = any_service.program()
    job = submitted(program, households).json()
    assert (job["state"], job["parts"], job["households"]) == ("waiting", 3, 20)
    assert program.get(f"/v1/jobs/{job['job_id']}/result").status_code == 409
    assert worker.do_one()
    assert program.get(f"/v1/jobs/{job['job_id']}").json()["state"] == "done"
    lines = program.get(f"/v1/jobs/{job['job_id']}/result").text.splitlines()
    assert [json.loads(line)["household_id"] for line in lines] == households


def test_the_same_key_is_the_same_job_and_another_body_a_conflict(
    any_service: Service, worker: Worker, households: list[str]
):
    program = any_service.program()
    first = submitted(program, households)
    assert submitted(program, households).json()["job_id"] == first.json()["job_id"]
    assert submitted(program, households[:3]).status_code == 409


def test_a_job_whose_worker_was_lost_goes_on_with_the_part_it_was_at(
    any_service: Service, worker: Worker, households: list[str], monkeypatch: pytest.MonkeyPatch
):
    job = submitted(any_service.program(), households).json()
    taken = worker._take()
    worker._do_part(taken, 0)
    worker._went_on(taken, 1)
    assert not worker.do_one(), "somebody is at it"
    monkeypatch.setattr("serving.jobs.LOST", timedelta(days=-1))
    done: list[int] = []
    monkeypatch.setattr(Worker, "_do_part", noted(Worker._do_part, done))
    assert worker.do_one()
    assert done == [1, 2]
    assert any_service.program().get(f"/v1/jobs/{job['job_id']}").json()["state"] == "done"


def noted(do, into: list[int]):
    """The worker's own method, noting which parts it does."""

    def do_and_note(self, job, number):
        into.append(number)
        do(self, job, number)

    return do_and_note


def test_a_file_of_records_is_assessed_and_a_bad_line_is_named(
    any_service: Service, worker: Worker, households: list[str]
):
    run, program = any_service.app.state.run, any_service.program()
    found = run.records.rows_of(households[0], run.last_day(), Scope.everything(), ("households", "members"))
    rows = [
        {"table": name, **{k: str(v)[:10] if k.endswith("_on") else v for k, v in row.items() if v == v}}
        for name, frame in found.items()
        for row in json.loads(frame.to_json(orient="records", date_format="iso"))
    ]
    rows = [{k: v for k, v in row.items() if v not in (None, "None")} for row in rows]
    headers = {"content-type": "application/x-ndjson", "Idempotency-Key": "file"}
    body = "\n".join(json.dumps(row) for row in rows)
    job = program.post("/v1/jobs/records", content=body, headers=headers)
    assert job.status_code == 202, job.text
    assert worker.do_one()
    state = program.get(f"/v1/jobs/{job.json()['job_id']}").json()
    assert state["state"] == "done", state
    (line,) = program.get(f"/v1/jobs/{job.json()['job_id']}/result").text.splitlines()
    assert json.loads(line)["household_id"] == households[0]
    bad = program.post("/v1/jobs/records", content=body + "\nnonsense", headers=headers | {"Idempotency-Key": "bad"})
    assert (bad.status_code, bad.json()["detail"]) == (
        422,
        f"around line {len(rows) + 1}: not a JSON object with table and household_id",
    )
    assert len(list(worker.folder.iterdir())) == 1, "nothing of the refused file is left"


def test_a_cancelled_job_stops(any_service: Service, worker: Worker, households: list[str]):
    program = any_service.program()
    job = submitted(program, households).json()
    assert program.post(f"/v1/jobs/{job['job_id']}/cancel").json()["state"] == "cancelled"
    assert not worker.do_one()


def test_a_job_of_a_revoked_token_fails_in_words(any_service: Service, worker: Worker, households: list[str]):
    job = submitted(any_service.program(), households).json()
    revoke_token(any_service.app.state.database, "integrator")
    worker.do_one()
    with any_service.app.state.database.session(Within.nothing()) as session:
        kept = session.get(Job, job["job_id"])
    assert (kept.state, kept.why) == ("failed", "the token has ended")
