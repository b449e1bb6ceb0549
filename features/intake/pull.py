"""The daily pull: takes in what lies in an inbox and moves each file to where its fate can be seen.

::

    inbox/…                          files of anybody
    inbox/medical_insurance/…        files of one department: read by its own mappings only
    inbox/medical_insurance/taken/2026-11-22/…    what was taken in that day (also in part)
    inbox/medical_insurance/refused/2026-11-22/…  what could not be read, each with a .txt that says why

A file is moved only after its batch stands. Killed in between, the next pull finds it known and moves it.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from features.department import Department
from features.errors import IntakeError
from features.intake.importing import Refused, Taking, received_files, take_in
from features.intake.journal import Batch
from features.records import Records
from features.sources.mapping_file import exports_of


def pull(inbox: Path, source: str, records: Records, how: Taking, quiet: float) -> list[Batch | Refused]:
    """One result per file that had been left alone for `quiet` seconds; younger ones stay for the next time."""
    if not inbox.is_dir():
        raise IntakeError(f"{inbox}: there is no such folder to pull from")
    results: list[Batch | Refused] = []
    for department, folder in _folders(inbox):
        for path in _settled(folder, quiet):
            results += (taken := take_in([path], exports_of(source, department), records, how))
            _put_away(path, taken[0], how)
    return results


def _folders(inbox: Path) -> Iterator[tuple[Department | None, Path]]:
    """The inbox of the statistics bureau and the townships first: areas and registers are looked up by the others."""
    registers = (Department.STATISTICS, Department.TOWNSHIP, Department.PUBLIC_SECURITY)
    for department in (*registers, *(d for d in Department if d not in registers)):
        if (inbox / department.value).is_dir():
            yield department, inbox / department.value
    yield None, inbox


def _settled(folder: Path, quiet: float) -> list[Path]:
    """Files nobody is writing any more."""
    return [path for path in received_files(folder) if time.time() - path.stat().st_mtime >= quiet]


def _put_away(path: Path, result: Batch | Refused, how: Taking) -> None:
    """Move a file beside its fate; a name that is taken already that day gets a number."""
    folder = path.parent / ("refused" if isinstance(result, Refused) else "taken") / f"{how.received}"
    folder.mkdir(parents=True, exist_ok=True)
    place = next(p for n in range(1, 10_000) if not (p := folder / _numbered(path, n)).exists())
    os.replace(path, place)
    if isinstance(result, Refused):
        place.with_name(place.name + ".txt").write_text(result.why + "\n", encoding="utf-8")


def _numbered(path: Path, number: int) -> str:
    return path.name if number == 1 else f"{path.stem} ({number}){path.suffix}"
