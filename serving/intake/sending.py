"""What is sent to be taken in, and other long work on records, becomes a job of the service."""

import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from features.errors import ConflictError, NotThereError, UnreadableError
from serving.access.caller import Caller
from serving.database.base import now
from serving.database.engine import afterwards
from serving.database.jobs import Job
from serving.intake.commands import KINDS, RECEIVED

LONGEST = 100  # characters of a file's name
UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')


@dataclass(frozen=True)
class Sending:
    """Makes jobs in `folder` on behalf of `caller`."""

    kept: Session
    caller: Caller
    folder: Path
    today: date

    def files(self, files: Iterable[tuple[str, BinaryIO]], by: str = "page") -> Job:
        """Take these files in: (name as sent, content). Raises UnreadableError if there is none."""
        job = self._job("intake", secrets.token_hex(16), by)
        received = self.folder / job.job_id / RECEIVED
        received.mkdir(parents=True)
        names: set[str] = set()
        for name, content in files:
            with (received / _fresh(safe_name(name), names)).open("wb") as file:
                shutil.copyfileobj(content, file)
        if not names:
            shutil.rmtree(self.folder / job.job_id)
            raise UnreadableError("请先选择要导入的文件", "choose the files to take in first")
        job.question |= {"files": sorted(names)}
        return self.submitted(job)

    def work(self, kind: str) -> Job:
        """Check everything, or look for duplicates; what is under way already is not begun twice."""
        under_way = select(Job).where(Job.state.in_(("waiting", "running")))
        for job in self.kept.scalars(under_way):
            if job.question["kind"] == kind:
                return job
        job = self._job(kind, secrets.token_hex(16), "page")
        (self.folder / job.job_id).mkdir(parents=True)
        return self.submitted(job)

    def pushed(self, export: str, key: str, digest: str) -> Job:
        """A job for what a program sends under its own key; its body lies in the folder already or comes next."""
        job = self._job("intake", key, "interface")
        job.digest = digest
        job.question |= {"export": export}
        return job

    def known(self, key: str, digest: str) -> Job | None:
        """The job that was sent with this key; raises ConflictError if something else was sent with it."""
        job = self.kept.scalar(select(Job).where(Job.asked_by == self.caller.name, Job.key == key))
        if job is not None and job.digest != digest:
            raise ConflictError("此Idempotency-Key已用于别的内容", "this Idempotency-Key was used for something else")
        return job

    def submitted(self, job: Job) -> Job:
        """Keep the job and wake who does it once the session has committed."""
        self.kept.add(job)
        self.kept.flush()
        afterwards(self.kept, "jobs")
        return job

    def _job(self, kind: str, key: str, through: str) -> Job:
        moment = now()
        question: dict[str, Any] = {
            "kind": kind,
            "on": self.today.isoformat(),
            "by": self.caller.name,
            "through": through,
            "department": self.caller.department,
            "area": next(iter(self.caller.within.prefixes), "none"),
        }
        job = Job(job_id=secrets.token_hex(16), asked_by=self.caller.name, key=key, digest="", question=question)
        job.state, job.made_at, job.seen_at, job.parts, job.done, job.households = "waiting", moment, moment, 1, 0, 0
        return job


def safe_name(name: str) -> str:
    """A sent file's name without folders and characters that mean something to a file system.

    >>> safe_name("C:\\\\表\\\\医保 10月.xlsx"), safe_name("../../.ssh"), safe_name("")
    ('医保 10月.xlsx', 'ssh', 'file')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = UNSAFE.sub("", last).strip().lstrip(".~")
    stem, dot, ending = plain.rpartition(".")
    return (f"{stem[:LONGEST]}.{ending[:8]}" if dot else plain[:LONGEST]) or "file"


def _fresh(name: str, names: set[str]) -> str:
    """The name, with a number where another file of this sending has it; noted in `names`."""
    path, fresh, number = Path(name), name, 1
    while fresh in names:
        number += 1
        fresh = f"{path.stem} ({number}){path.suffix}"
    names.add(fresh)
    return fresh


def job_of(kept: Session, caller: Caller, job_id: str, through: str) -> Job:
    """A job of this folder's kinds that `caller` may follow: the own, or the department's; else NotThereError."""
    job = kept.get(Job, job_id)
    if job is None or job.question.get("kind") not in KINDS or job.question.get("through") != through:
        raise NotThereError("没有此任务", "there is no such job")
    own = job.asked_by == caller.name or (through == "page" and caller.department in (None, job.question["department"]))
    if not own:
        raise NotThereError("没有此任务", "there is no such job")
    return job
