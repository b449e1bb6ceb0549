"""What came out of a job on departments' files, read from the files its commands left."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serving.database.jobs import Job
from serving.intake.commands import PROGRESS, REPORT


@dataclass(frozen=True)
class Progress:
    """The file that is being read and how many of its rows have been; "" and 0 before the first."""

    file: str
    rows: int


def progress(folder: Path, job: Job) -> Progress:
    """How far a job that takes files in is."""
    said = _read(folder / job.job_id / PROGRESS)
    return Progress(str(said.get("file", "")), int(said.get("rows", 0)))


def report(folder: Path, job: Job) -> dict[str, Any]:
    """The import report (`features.intake.report`); {} while there is none."""
    return _read(folder / job.job_id / REPORT / "import.json")


def papers(folder: Path, job: Job) -> list[str]:
    """The names of the workbooks the job left."""
    return sorted(path.name for path in (folder / job.job_id / REPORT).glob("*.xlsx"))


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
