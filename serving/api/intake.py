"""Departments' systems send records, see what was refused and why, and fetch what is to be verified."""

import shutil
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from anyio import to_thread
from fastapi import Path as InPath
from fastapi import Request, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session
from starlette.background import BackgroundTask

from features.department import Department
from features.errors import NotThereError, UnreadableError
from features.sources.export import Export
from serving.access.caller import Caller
from serving.access.right import Right
from serving.answers import Words, words
from serving.api.jobs import CONFLICT, NDJSON, JobId, Key
from serving.database.engine import saw
from serving.database.jobs import Job
from serving.intake.commands import RECEIVED
from serving.intake.replies import Reply, reply_book, reply_of
from serving.intake.results import progress, report
from serving.intake.sending import Sending, job_of
from serving.reading.received import exports_for, waiting_of
from serving.web.asking import Asking, Kept
from serving.web.receiving import receive
from serving.web.routes import Endpoints

ENDPOINTS = Endpoints(prefix="/v1/intake", tags=["intake"])
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {
    NDJSON: ".jsonl",
    "text/csv": ".csv",
    WORKBOOK: ".xlsx",
    "application/vnd.apache.parquet": ".parquet",
}
ExportName = Annotated[str, InPath(pattern=r"^[A-Za-z0-9_]{1,64}$")]


class ExportAnswer(BaseModel):
    """One kind of file this department may send."""

    name: str
    words: Words
    headings: list[str] = Field(description="the headings, or keys of a JSON line, that are read")
    may_be_missing: list[str]
    fills: list[str] = Field(description="the record tables it fills")


class Fault(BaseModel):
    """Why a row waits: its number in what was sent, the heading and a sentence; never a value."""

    row: int
    heading: str
    code: str
    zh: str
    en: str


class Taken(BaseModel):
    """What became of the rows of one sending: read = accepted + quarantined + already_known + without_content."""

    batch: int
    read: int
    accepted: int
    quarantined: int
    already_known: int
    without_content: int
    ties_out: bool
    faults: list[Fault] = Field(description="the first thousand")


class IntakeState(BaseModel):
    """How far a sending is, and what became of it."""

    job_id: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    rows_read: int
    taken: Taken | None = None
    refused: str | None = Field(None, description="why nothing of it was taken in")
    why: str | None = Field(None, description="why the job failed")
    why_zh: str | None = None


class Waiting(Fault):
    """A row of an earlier sending that still waits."""

    batch: int
    file: str


@ENDPOINTS.endpoint("GET", "/exports", Right.SEND_RECORDS, summary="What this department may send")
def may_send(request: Request, caller: Asking) -> list[ExportAnswer]:
    """Every mapping of the department, with the headings it reads."""
    return [
        ExportAnswer(
            name=one.name,
            words=words(one.title),
            headings=list(one.headings),
            may_be_missing=sorted(one.optional),
            fills=[rows.table for rows in one.rows],
        )
        for one in _own(request, caller)
    ]


@ENDPOINTS.endpoint(
    "POST",
    "/exports/{export}",
    Right.SEND_RECORDS,
    status_code=202,
    responses=CONFLICT,
    summary="Send records",
    sends={kind: {"schema": {"type": "string"}} for kind in ENDINGS},
)
async def send(request: Request, export: ExportName, caller: Asking, kept: Kept, key: Key) -> IntakeState:
    """Rows under the export's headings. The same Idempotency-Key is one sending; the same rows change nothing."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in ENDINGS:
        raise UnreadableError(f"请以{'、'.join(ENDINGS)}之一发送", f"send it as one of {', '.join(ENDINGS)}")
    if export not in {one.name for one in _own(request, caller)}:
        raise NotThereError("本部门没有这种报送", "this department sends nothing of that name")
    sending = _sending(request, kept, caller)
    job = sending.pushed(export, key, "")
    received = sending.folder / job.job_id / RECEIVED
    received.mkdir(parents=True)
    job.digest = await receive(request, received / f"{export}-{key}{ENDINGS[kind]}", export)
    return await to_thread.run_sync(_submit, sending, job)


def _submit(sending: Sending, job: Job) -> IntakeState:
    folder = sending.folder / job.job_id
    try:
        known = sending.known(job.key, job.digest)
        if known is None:
            return _state(sending.folder, sending.submitted(job))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)
    return _state(sending.folder, known)


@ENDPOINTS.endpoint("GET", "/jobs/{job_id}", Right.SEND_RECORDS, summary="What became of a sending")
def became(request: Request, job_id: JobId, caller: Asking, kept: Kept) -> IntakeState:
    """Progress, then counts that tie out and every row that waits, with what is wrong."""
    return _state(request.app.state.worker.folder, job_of(kept, caller, job_id, "interface"))


@ENDPOINTS.endpoint("GET", "/waiting", Right.SEND_RECORDS, summary="Rows that still wait to be mended")
def still_waiting(request: Request, caller: Asking) -> list[Waiting]:
    """Of everything this program sent. A row sent again under its old key, or mended by hand, no longer waits."""
    rows = waiting_of(request.app.state.run.root, by=caller.name)
    return [Waiting.model_validate(row) for row in rows[list(Waiting.model_fields)].to_dict("records")]


@ENDPOINTS.endpoint("GET", "/reply", Right.SEND_RECORDS, summary="What is to be verified, and how it stands")
def reply(request: Request, caller: Asking, kept: Kept) -> Reply:
    """Findings of the last check that this department mends, and the differences it is part of, with outcomes."""
    made = _reply(request, caller)
    saw(kept, made.households)
    return made


@ENDPOINTS.endpoint(
    "GET",
    "/reply.xlsx",
    Right.SEND_RECORDS,
    summary="The same as a workbook",
    response_class=Response,
    responses={200: {"content": {WORKBOOK: {}}, "description": "the reply file"}},
)
def reply_workbook(request: Request, caller: Asking, kept: Kept) -> FileResponse:
    """The reply file of the department."""
    made = _reply(request, caller)
    saw(kept, made.households)
    path = reply_book(made)
    remove = BackgroundTask(shutil.rmtree, path.parent, ignore_errors=True)
    return FileResponse(path, media_type=WORKBOOK, filename="reply.xlsx", background=remove)


def _own(request: Request, caller: Caller) -> list[Export]:
    return exports_for(request.app.state.settings.source, caller)


def _sending(request: Request, kept: Session, caller: Caller) -> Sending:
    return Sending(kept, caller, request.app.state.worker.folder, request.app.state.settings.day())


def _reply(request: Request, caller: Caller) -> Reply:
    day: date = request.app.state.settings.day()
    return reply_of(request.app.state.run.root, Department(caller.department), caller.within.scope, day)


def _state(folder: Path, job: Job) -> IntakeState:
    found: dict[str, Any] = report(folder, job) if job.state == "done" else {}
    taken = next((Taken.model_validate(one) for one in found.get("batches", ())), None)
    refused = next((str(one["why"]) for one in found.get("refused", ())), None)
    rows = taken.read if taken else progress(folder, job).rows
    names = {"job_id": job.job_id, "state": job.state, "why": job.why, "why_zh": job.why_zh}
    return IntakeState.model_validate(names | {"rows_read": rows, "taken": taken, "refused": refused})
