"""Large batches in the background: submit, progress, result, cancel; the same key twice is one job."""

import hashlib
import secrets
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from anyio import to_thread
from fastapi import Header, Request, Response
from fastapi import Path as InPath
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from features.errors import ConflictError, NotThereError, UnreadableError
from serving.access.caller import Caller
from serving.access.right import Right
from serving.database.base import now
from serving.database.engine import afterwards
from serving.database.jobs import Job
from serving.jobs import cut_households, cut_records, part
from serving.questions import Form, HouseholdId
from serving.web.asking import Asking, Kept
from serving.web.receiving import receive
from serving.web.routes import Endpoints, Problem

ENDPOINTS = Endpoints(prefix="/v1", tags=["jobs"])
Key = Annotated[str, Header(alias="Idempotency-Key", pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
JobId = Annotated[str, InPath(pattern=r"^[0-9a-f]{32}$")]
CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {"model": Problem, "description": "not in this state, or another body"}
}
NDJSON = "application/x-ndjson"


class JobQuestion(Form):
    """Known households to assess in the background."""

    households: Annotated[list[HouseholdId], Field(min_length=1, max_length=1_000_000)]
    as_of: date | None = None


class JobState(BaseModel):
    """How far a job is."""

    job_id: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    parts: int
    done: int
    households: int
    why: str | None = Field(description="why it failed")
    why_zh: str | None


@ENDPOINTS.endpoint("POST", "/jobs", Right.CALL_API, status_code=202, responses=CONFLICT, summary="Submit a batch")
def submit(request: Request, question: JobQuestion, caller: Asking, kept: Kept, key: Key) -> JobState:
    """Assess known households in the background."""
    households = list(dict.fromkeys(question.households))
    digest = hashlib.sha256(question.model_dump_json().encode()).hexdigest()
    known = _same(kept, caller, key, digest)
    if known is not None:
        return _state(known)
    job = _job(caller, key, digest, {"kind": "households", "as_of": _iso(question.as_of)})
    folder = _folder(request, job)
    job.parts, job.households = cut_households(folder, households), len(households)
    return _submitted(kept, job)


@ENDPOINTS.endpoint(
    "POST",
    "/jobs/records",
    Right.CALL_API,
    status_code=202,
    responses=CONFLICT,
    summary="Submit a file of records",
    sends={NDJSON: {"schema": {"type": "string"}}},
)
async def submit_records(request: Request, caller: Asking, kept: Kept, key: Key, as_of: date | None = None) -> JobState:
    """Assess the households of a file: one JSON object per line, with `table` and the table's columns."""
    if not request.headers.get("content-type", "").startswith(NDJSON):
        raise UnreadableError(f"请以{NDJSON}发送", f"send the file as {NDJSON}")
    job = _job(caller, key, "", {"kind": "records", "as_of": _iso(as_of)})
    folder = _folder(request, job)
    job.digest = await receive(request, folder / "sent.ndjson", _iso(as_of) or "")
    return await to_thread.run_sync(_cut, kept, caller, job, folder)


def _cut(kept: Session, caller: Caller, job: Job, folder: Path) -> JobState:
    try:
        known = _same(kept, caller, job.key, job.digest)
        if known is None:
            job.parts, job.households = cut_records(folder, folder / "sent.ndjson")
            (folder / "sent.ndjson").unlink()
            return _submitted(kept, job)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)
    return _state(known)


@ENDPOINTS.endpoint("GET", "/jobs/{job_id}", Right.CALL_API, summary="Progress of a job")
def progress(job_id: JobId, caller: Asking, kept: Kept) -> JobState:
    """How many parts are done."""
    return _state(_own(kept, caller, job_id))


@ENDPOINTS.endpoint(
    "GET",
    "/jobs/{job_id}/result",
    Right.CALL_API,
    summary="Result of a job",
    response_class=Response,
    responses=CONFLICT | {200: {"content": {NDJSON: {"schema": {"type": "string"}}}, "description": "assessments"}},
)
def result(request: Request, job_id: JobId, caller: Asking, kept: Kept) -> StreamingResponse:
    """One assessment per line, as /v1/assess gives it."""
    job = _own(kept, caller, job_id)
    if job.state != "done":
        raise ConflictError(f"任务尚未完成（{job.state}）", f"the job is not done ({job.state})")
    return StreamingResponse(_lines(request.app.state.worker.folder / job_id, job.parts), media_type=NDJSON)


def _lines(folder: Path, parts: int) -> Iterator[bytes]:
    for number in range(parts):
        yield part(folder, "answered", number).read_bytes()


@ENDPOINTS.endpoint("POST", "/jobs/{job_id}/cancel", Right.CALL_API, responses=CONFLICT, summary="Cancel a job")
def cancel(job_id: JobId, caller: Asking, kept: Kept) -> JobState:
    """End a job that is not done; done twice it changes nothing."""
    job = _own(kept, caller, job_id)
    if job.state in ("done", "failed"):
        raise ConflictError(f"任务已结束（{job.state}）", f"the job has ended ({job.state})")
    job.state = "cancelled"
    return _state(job)


def _job(caller: Caller, key: str, digest: str, question: dict[str, Any]) -> Job:
    moment = now()
    job = Job(job_id=secrets.token_hex(16), asked_by=caller.name, key=key, digest=digest, question=question)
    job.state, job.made_at, job.seen_at, job.done = "waiting", moment, moment, 0
    return job


def _folder(request: Request, job: Job) -> Path:
    folder: Path = request.app.state.worker.folder / job.job_id
    folder.mkdir(parents=True)
    return folder


def _same(kept: Session, caller: Caller, key: str, digest: str) -> Job | None:
    """The job that was submitted with this key; raises ConflictError if something else was sent then."""
    job = kept.scalar(select(Job).where(Job.asked_by == caller.name, Job.key == key))
    if job is not None and job.digest != digest:
        raise ConflictError("此Idempotency-Key已用于别的内容", "this Idempotency-Key was used for something else")
    return job


def _submitted(kept: Session, job: Job) -> JobState:
    kept.add(job)
    kept.flush()
    afterwards(kept, "jobs")
    return _state(job)


def _own(kept: Session, caller: Caller, job_id: str) -> Job:
    job = kept.get(Job, job_id)
    if job is None or job.asked_by != caller.name:
        raise NotThereError("没有此任务", "there is no such job")
    return job


def _state(job: Job) -> JobState:
    return JobState.model_validate({name: getattr(job, name) for name in JobState.model_fields})


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
