"""Departments' files: sent by form, followed while they are taken in, reported so that every row is accounted for."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from fastapi import Request, Response
from fastapi.responses import FileResponse, RedirectResponse
from sqlalchemy import select
from starlette.background import BackgroundTask
from starlette.datastructures import FormData, UploadFile

from features.department import Department
from features.errors import NotThereError, UnreadableError
from features.intake.returned import write_returned_rows
from features.intake.withdrawal import withdraw
from features.sources.export import Export
from features.table import tables
from features.text import Text
from serving.access.caller import Caller
from serving.access.right import Right
from serving.database.jobs import Job
from serving.intake.commands import REPORT
from serving.intake.results import papers, progress, report
from serving.intake.sending import Sending, job_of
from serving.reading.received import batch_of, exports_for, journal_of, received
from serving.web.asking import Asking, Filled, Kept, note_alone
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN, FAULTS = 50, 200  # batches on the page, faults in a report
STATES = {
    "waiting": Text(zh="排队中", en="waiting"),
    "running": Text(zh="进行中", en="running"),
    "done": Text(zh="已完成", en="done"),
    "failed": Text(zh="未完成", en="failed"),
    "cancelled": Text(zh="已取消", en="cancelled"),
}
WORK = {
    "intake": Text(zh="导入文件", en="Taking files in"),
    "quality": Text(zh="检查与比对", en="Checks and comparisons"),
    "duplicates": Text(zh="查重", en="Looking for people entered twice"),
}
NEXT = {"intake": "/intake", "quality": "/quality", "duplicates": "/duplicates"}


@PAGES.page("/intake", Right.TAKE_IN, entry=Text(zh="数据导入", en="Files in"), place=61)
def show(request: Request, caller: Asking, kept: Kept) -> Response:
    """The form to send files by, what is under way, and every batch with its rows accounted for."""
    own = exports_for(request.app.state.settings.source, caller)
    jobs = [job for job in kept.scalars(select(Job).order_by(Job.made_at.desc()).limit(SHOWN)) if _follows(caller, job)]
    context = {
        "exports": own,
        "batches": received(request.app.state.run.root, own, caller)[:SHOWN],
        "jobs": [job for job in jobs if job.state in ("waiting", "running", "failed")],
        "states": STATES,
        "department": Department(caller.department).label if caller.department else None,
        "titles": {export.name: export.title for export in own},
    }
    return render(request, "intake.html", context)


def _follows(caller: Caller, job: Job) -> bool:
    about = job.question
    return about["kind"] == "intake" and caller.department in (None, about.get("department"))


@PAGES.action("/intake/files", Right.TAKE_IN)
def send(request: Request, caller: Asking, kept: Kept, form: Filled) -> Response:
    """Take the chosen files in; on to the page that follows them."""
    sending = Sending(kept, caller, request.app.state.worker.folder, request.app.state.settings.day())
    job = sending.files(_files(form))
    return RedirectResponse(f"/intake/jobs/{job.job_id}", 303)


def _files(form: FormData) -> Iterator[tuple[str, BinaryIO]]:
    for one in form.getlist("files"):
        if isinstance(one, UploadFile) and one.filename:
            yield one.filename, one.file


@PAGES.page("/intake/jobs/{job_id}", Right.READ_QUALITY)
def follow(request: Request, job_id: str, caller: Asking, kept: Kept) -> Response:
    """How far it is, and what became of every file once it is done."""
    folder: Path = request.app.state.worker.folder
    job = job_of(kept, caller, job_id, "page")
    context = {
        "job": job,
        "work": WORK[job.question["kind"]],
        "onward": NEXT[job.question["kind"]],
        "states": STATES,
        "progress": progress(folder, job),
        "report": report(folder, job) if job.state == "done" else {},
        "papers": papers(folder, job) if job.state == "done" and caller.may(Right.TAKE_IN) else [],
    }
    return render(request, "intake_job.html", context)


@PAGES.page("/intake/jobs/{job_id}/papers/{name}", Right.TAKE_IN)
def paper(request: Request, job_id: str, name: str, caller: Asking, kept: Kept) -> Response:
    """A workbook of the job: the import report, or rows to mend with the names and numbers that were sent."""
    job = job_of(kept, caller, job_id, "page")
    folder: Path = request.app.state.worker.folder
    if name not in papers(folder, job):
        raise NotThereError("没有此文件", "there is no such file")
    note_alone(request, caller, "read")
    return FileResponse(folder / job_id / REPORT / name, media_type=WORKBOOK, filename=name)


@PAGES.page("/intake/batches/{number}", Right.TAKE_IN)
def batch(request: Request, number: int, caller: Asking) -> Response:
    """The report of one batch: fates, records, faults by kind and by row."""
    found = batch_of(request.app.state.run.root, _own(request, caller), caller, number)
    context = {
        "one": found,
        "faults": found.batch.faults[:FAULTS],
        "labels": {name: table.label for name, table in tables().items()},
        "may_withdraw": caller.may(Right.WITHDRAW),
    }
    return render(request, "intake_batch.html", context)


@PAGES.page("/intake/batches/{number}/returned", Right.TAKE_IN)
def returned(request: Request, number: int, caller: Asking) -> Response:
    """The rows of a batch that wait, as a workbook to send back to whoever sent them."""
    found = batch_of(request.app.state.run.root, _own(request, caller), caller, number)
    folder = Path(tempfile.mkdtemp(prefix="returned-"))
    path = write_returned_rows(journal_of(request.app.state.run.root), found.batch, folder)
    if path is None:
        folder.rmdir()
        raise NotThereError("此批次没有等待改正的行", "no row of this batch waits")
    note_alone(request, caller, "read")
    remove = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(path, media_type=WORKBOOK, filename=path.name, background=remove)


@PAGES.action("/intake/batches/{number}/withdraw", Right.WITHDRAW)
def take_back(request: Request, number: int, caller: Asking, form: Filled) -> Response:
    """Take a batch back; its records become what they were before it."""
    batch_of(request.app.state.run.root, _own(request, caller), caller, number)
    if form.get("sure") != "yes":
        raise UnreadableError("请先勾选确认撤回", "tick the box to confirm that the batch is taken back")
    withdraw(request.app.state.run.records, number, on=request.app.state.settings.day(), by=caller.name)
    note_alone(request, caller, "changed")
    return RedirectResponse("/intake", 303)


def _own(request: Request, caller: Caller) -> list[Export]:
    return exports_for(request.app.state.settings.source, caller)
