"""Reads one received file in a child process with limits; the child may die, the parent never does."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Timer

from features.errors import UnreadableFileError
from features.intake.limits import LIMITS, Limits
from features.intake.precheck import SAVE_AS, Format, recognised

MEMORY = (
    "reading it takes more memory than is allowed; usually a stray cell far below or beside the table: "
    "delete the empty rows and columns around it, save and send it again"
)
TIME = "reading it takes longer than is allowed: send it in parts"


@dataclass(frozen=True)
class Part:
    """One table of a file: a sheet, or the whole of a text or Parquet file.

    `path` is Parquet with columns `row` (the file's own row number, as Excel counts) and `overflow`
    (the row has cells beyond the last heading), then c0, c1 … in the order of `names`. A received
    Parquet file is read as it is (`as_received`): its columns keep their names and types.
    """

    sheet: str
    names: tuple[str, ...]
    header_row: int
    rows: int
    path: Path
    as_received: bool = False


@dataclass(frozen=True)
class ReadFile:
    """What a file holds: its parts, and the hidden sheets that were not read."""

    format: Format
    parts: tuple[Part, ...]
    hidden: tuple[str, ...]


@contextmanager
def reading(
    path: Path,
    *,
    known: Collection[str] = (),
    limits: Limits = LIMITS,
    work: Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[ReadFile]:
    """The content of the file at `path`, for as long as the context lasts; then nothing of it is left.

    `known` are headings one hopes for (as `plain_heading` gives them), `work` the folder for temporary
    files. Raises UnreadableFileError with the file's name and one sentence.
    """
    path = Path(path)
    folder = Path(tempfile.mkdtemp(prefix="reading-", dir=work))
    try:
        yield _read(path, folder, known, limits, progress)
    except UnreadableFileError as error:
        words = str(error)
        raise UnreadableFileError(words if words.startswith(path.name) else f"{path.name}: {words}") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _read(
    path: Path, folder: Path, known: Collection[str], limits: Limits, progress: Callable[[int], None] | None
) -> ReadFile:
    kind = recognised(path, limits)
    order = {
        "path": str(path.resolve()),
        "folder": str(folder),
        "format": kind.value,
        "known": sorted(known),
        "limits": asdict(limits),
    }
    found = _told(_order(order, folder, limits, progress))
    if not found["parts"]:
        raise UnreadableFileError("there is no table in it: every visible sheet is empty")
    received = kind is Format.PARQUET
    parts = tuple(
        Part(
            sheet=p["sheet"],
            names=tuple(p["names"]),
            header_row=p["header_row"],
            rows=p["rows"],
            path=path if received else folder / p["file"],
            as_received=received,
        )
        for p in found["parts"]
    )
    return ReadFile(kind, parts, tuple(found["hidden"]))


def _order(order: dict, folder: Path, limits: Limits, progress: Callable[[int], None] | None) -> dict:
    child = subprocess.Popen(
        [sys.executable, "-I", "-m", "features.intake.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(),
        text=True,
    )
    assert child.stdin is not None and child.stdout is not None
    clock = Timer(limits.seconds, child.kill)
    clock.start()
    last = {}
    try:
        child.stdin.write(json.dumps(order))
        child.stdin.close()
        for line in child.stdout:
            last = json.loads(line)
            if progress and "rows" in last:
                progress(last["rows"])
        ended = child.wait()
    except BrokenPipeError:
        ended = child.wait()
    finally:
        timed_out = not clock.is_alive()
        clock.cancel()
        child.kill()
        child.wait()
        child.stdout.close()
    if ended != 0:
        raise UnreadableFileError(TIME if timed_out or ended in (-24, -9) else MEMORY)
    return last


def _environment() -> dict[str, str]:
    """Nothing of the parent's secrets; one thread and few heaps, which all count as memory."""
    path = os.environ.get("PATH", "")
    return {"PATH": path, "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", "ARROW_IO_THREADS": "1"}


def _told(found: dict) -> dict:
    refused = found.get("refused")
    if refused == "memory":
        raise UnreadableFileError(MEMORY)
    if refused == "parser":
        if found.get("kind") == "PasswordError":
            raise UnreadableFileError("the workbook is protected by a password: remove the password and send it again")
        raise UnreadableFileError(f"it is damaged or not what its format promises: {SAVE_AS}")
    if refused:
        raise UnreadableFileError(refused)
    return found
