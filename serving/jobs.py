"""Batches in the background: kept in our own table and files, so that a restart goes on where it was.

What was sent is cut into parts of `AT_ONCE` households, each assessed and written by itself. A job whose
worker has not been heard of for `LOST` is taken up by another. Files go after `KEPT`.
"""

import json
import logging
import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from features.errors import NotAllowedError, PovertyRiskError, UnreadableError
from serving import audit
from serving.access.caller import Caller, Within
from serving.database.base import now
from serving.database.engine import Database, seen
from serving.database.jobs import Job
from serving.desk import Desk, answered
from serving.intake.commands import KINDS, Commands
from serving.keys import Keys
from serving.sign_in.tokens import caller_named
from serving.web.errors import as_refusal

LOG = logging.getLogger("poverty_risk.serving")
AT_ONCE = 200
LOST, KEPT = timedelta(minutes=5), timedelta(days=7)
LOOKS_EVERY = 30.0  # seconds between looks for work that another process left


def part(folder: Path, kind: str, number: int) -> Path:
    """The file of one part: "asked" or "answered"."""
    return folder / f"{kind}-{number:05d}.ndjson"


def cut_households(folder: Path, households: list[str]) -> int:
    """Lay out a batch of known households in parts; returns how many."""
    parts = [households[i : i + AT_ONCE] for i in range(0, len(households), AT_ONCE)]
    for number, some in enumerate(parts):
        part(folder, "asked", number).write_text("\n".join(map(json.dumps, some)), encoding="utf-8")
    return len(parts)


def cut_records(folder: Path, sent: Path) -> tuple[int, int]:
    """Lay out stated records (a JSON object per line with its `table`) in parts; returns parts and households.

    A household's rows come into one part, wherever they stand in the file. Raises UnreadableError naming the line.
    """
    of: dict[str, int] = {}
    with ExitStack() as opened, sent.open(encoding="utf-8", errors="strict") as lines:
        files: dict[int, Any] = {}
        for number, row in _rows(lines):
            household = row.get("household_id")
            if not isinstance(household, str) or not isinstance(row.get("table"), str):
                raise _bad_line(number)
            place = of.setdefault(household, len(of)) // AT_ONCE
            if place not in files:
                files[place] = opened.enter_context(part(folder, "asked", place).open("w", encoding="utf-8"))
            files[place].write(json.dumps(row, ensure_ascii=False) + "\n")
    if not of:
        raise UnreadableError("文件中没有记录", "the file holds no record")
    return len(files), len(of)


def _rows(lines: Iterator[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    number = 0
    try:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                row = json.loads(line, parse_constant=_no_constant)
                if not isinstance(row, dict):
                    raise _bad_line(number)
                yield number, row
    except ValueError:  # also what is no UTF-8
        raise _bad_line(number + 1 if number == 0 else number) from None


def _no_constant(_name: str) -> None:
    raise ValueError("NaN and Infinity are no JSON")


def _bad_line(number: int) -> UnreadableError:
    return UnreadableError(
        f"第{number}行附近不是带table和household_id的JSON对象",
        f"around line {number}: not a JSON object with table and household_id",
    )


@dataclass
class Worker:
    """Does the jobs one after another in a thread of its own; `wake` tells it that there is one."""

    database: Database
    desk: Desk
    keys: Keys
    folder: Path
    commands: Commands
    _woken: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def wake(self) -> None:
        """There is work; the thread is begun with the first."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
            self._thread.start()
        self._woken.set()

    def _work(self) -> None:
        while True:
            try:
                while self.do_one():
                    pass
                self.tidy()
            except Exception as error:  # whatever it is, the next look may succeed
                LOG.error("jobs: %s", type(error).__name__)
            self._woken.wait(LOOKS_EVERY)
            self._woken.clear()

    def do_one(self) -> bool:
        """Do the job that waits longest; False if none does."""
        job = self._take()
        if job is None:
            return False
        try:
            for number in range(job.done, job.parts):
                self._do_part(job, number)
                if not self._went_on(job, number + 1):
                    return True
            self._end(job, "done")
        except PovertyRiskError as error:
            refusal = as_refusal(error)
            self._end(job, "failed", refusal.en, refusal.zh)
        except Exception as error:
            LOG.error("job failed: %s", type(error).__name__)
            self._end(job, "failed", "something failed and was noted", "服务出错，已记录")
        return True

    def _take(self) -> Job | None:
        """The job to do next, marked as running: one that waits, or one whose worker was lost."""
        moment = now()
        free = (Job.state == "waiting") | ((Job.state == "running") & (Job.seen_at < moment - LOST))
        with self.database.session(Within.nothing(), writing=True) as session:
            job = session.scalars(
                select(Job).where(free).order_by(Job.made_at).limit(1).with_for_update(skip_locked=True)
            ).first()
            if job is not None:
                job.state, job.seen_at = "running", moment
        return job

    def _do_part(self, job: Job, number: int) -> None:
        if job.question["kind"] in KINDS:
            self.commands.do(job.question, self.folder / job.job_id, lambda: self._went_on(job, number))
            return
        caller = caller_named(self.database, job.asked_by)
        if caller is None:
            raise NotAllowedError("令牌已失效", "the token has ended")
        folder = self.folder / job.job_id
        lines = [json.loads(line) for line in part(folder, "asked", number).read_text(encoding="utf-8").splitlines()]
        answers = self._answers(lines, job.question, caller)
        partial = part(folder, "answered", number).with_suffix(".partial")
        partial.write_text("".join(answer + "\n" for answer in answers), encoding="utf-8")
        os.replace(partial, part(folder, "answered", number))

    def _answers(self, lines: list[Any], question: Mapping[str, Any], caller: Caller) -> list[str]:
        as_of = date.fromisoformat(question["as_of"]) if question["as_of"] else None
        if question["kind"] == "records":
            made = self.desk.stated(_by_table(lines), as_of, caller, AT_ONCE)
            return [one.model_dump_json() for one in answered(made, caller)]
        with self.database.session(caller.within) as session:
            made = self.desk.known(lines, as_of, session)
            read = seen(session)
        with self.database.session(Within.nothing(), writing=True) as session:
            audit.note(session, self.keys.audit, caller, "read", "job", read)
        return [one.model_dump_json() for one in answered(made, caller)]

    def _went_on(self, job: Job, done: int) -> bool:
        """Note progress; False if the job was cancelled meanwhile."""
        with self.database.session(Within.nothing(), writing=True) as session:
            kept = session.get_one(Job, job.job_id)
            kept.done, kept.seen_at = done, now()
            return kept.state == "running"

    def _end(self, job: Job, state: str, why: str | None = None, why_zh: str | None = None) -> None:
        with self.database.session(Within.nothing(), writing=True) as session:
            kept = session.get_one(Job, job.job_id)
            kept.state, kept.why, kept.why_zh, kept.seen_at = state, why, why_zh, now()

    def tidy(self) -> None:
        """Drop jobs that ended long ago, with their files."""
        ended = Job.state.in_(("done", "failed", "cancelled"))
        with self.database.session(Within.nothing(), writing=True) as session:
            for job in session.scalars(select(Job).where(ended & (Job.seen_at < now() - KEPT))):
                shutil.rmtree(self.folder / job.job_id, ignore_errors=True)
                session.delete(job)


def _by_table(lines: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        tables.setdefault(line["table"], []).append({name: v for name, v in line.items() if name != "table"})
    return tables
