"""Long work on departments' records as child commands of `python -m features`; pages are a face of what they leave.

A child of its own keeps the web process quick and small, and whoever starts the command by hand gets the same.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from features.command import SOME_REFUSED
from features.errors import IntakeError

KINDS = ("intake", "quality", "duplicates")
RECEIVED, REPORT, PROGRESS, SAID = "received", "report", "progress.json", "said.txt"
HEARD_EVERY = 5.0  # seconds between signs of life of a running command


@dataclass(frozen=True)
class Commands:
    """Where the commands work: the record store, the folder of quality results, and how files are read."""

    store: Path
    quality: Path
    source: str

    def do(self, question: Mapping[str, Any], folder: Path, heard: Callable[[], bool]) -> None:
        """Run the commands of a job one after another until they end, or until `heard` says that it was cancelled.

        Raises IntakeError with the command's own sentence if one fails.
        """
        try:
            for command in self._commands(question, folder):
                _run([sys.executable, "-m", "features", *command], folder / SAID, heard)
        finally:  # what was sent holds names and numbers; a killed process leaves it, and the job begins again
            shutil.rmtree(folder / RECEIVED, ignore_errors=True)

    def _commands(self, question: Mapping[str, Any], folder: Path) -> list[list[str]]:
        store, day = ["--store", str(self.store)], str(question["on"])
        if question["kind"] == "intake":
            return [self._intake(question, folder, store, day)]
        if question["kind"] == "duplicates":
            return [["duplicates", *store, "--out", str(folder / REPORT)]]
        out = [*store, "--out", str(self.quality), "--as-of", day]
        return [["quality", *out], ["compare", *out]]

    def _intake(self, question: Mapping[str, Any], folder: Path, store: list[str], day: str) -> list[str]:
        places = ["--folder", str(folder / RECEIVED), "--out", str(folder / REPORT)]
        limits = [part for name in ("department", "export", "area") if question.get(name)
                  for part in (f"--{name}", str(question[name]))]  # fmt: skip
        who = ["--received", day, "--by", str(question["by"]), "--progress", str(folder / PROGRESS)]
        return ["intake", "--source", self.source, *store, *places, *limits, *who]


def _run(command: list[str], said: Path, heard: Callable[[], bool]) -> None:
    with said.open("w", encoding="utf-8") as file:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT)
        try:
            while _goes_on(child):
                if not heard():
                    return
        finally:
            child.kill()
            child.wait()
    if child.returncode not in (0, SOME_REFUSED):
        raise IntakeError(_last_words(said))


def _goes_on(child: "subprocess.Popen[bytes]") -> bool:
    try:
        child.wait(HEARD_EVERY)
    except subprocess.TimeoutExpired:
        return True
    return False


def _last_words(said: Path) -> str:
    """The command's own sentence, which holds no value of a family; other output is not passed on."""
    lines = [line for line in said.read_text(encoding="utf-8", errors="replace").splitlines() if "Error: " in line]
    sentence = lines[-1].split("Error: ", 1)[1] if lines else ""
    return sentence or "the command ended without a result: see the service's log and run it again"
