"""The whole week of a large county: vectors, both models, reasons, alerts, list, checks, publication.

    python -m benchmarks.week --households 200000 --work FOLDER

Invents the county in FOLDER unless it is there, trains a model on a county of 2,000 beside it, runs the command that
a county runs every week (`python -m serving week`) and writes `benchmarks/week.md`: what was asked, what it came to,
stage by stage, and the most memory that the command and its children held together.
"""

import features.environment  # noqa: F401  isort: skip

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pyarrow.parquet as pq
import typer

from benchmarks.measuring import commit, machine
from features.calendar import iso_week
from features.records import Records
from features.synthetic.county import invent
from features.table import tables
from training import steps, weekly_steps
from training.champion import champion_folder, promote
from training.place import Place
from training.search import Budget

DAY = date(2026, 11, 22)
ASKED = {200_000: (4, 3), 2_000_000: (40, 6)}  # households: minutes, GB
PAGE = Path(__file__).with_suffix(".md")


@dataclass
class Peak:
    """The most memory that a process and its children held together (each page shared by two counts half: PSS)."""

    process: int
    megabytes: float = 0.0
    processes: int = 0

    def watch(self, ended: threading.Event, every: float = 0.5) -> None:
        """Look until `ended`."""
        while not ended.wait(every):
            sizes = [_held(one) for one in (self.process, *_children(self.process))]
            if sum(sizes) > self.megabytes:
                self.megabytes, self.processes = sum(sizes), len(sizes)


def _children(process: int) -> list[int]:
    found = []
    try:
        for thread in Path(f"/proc/{process}/task").iterdir():
            found += [int(one) for one in (thread / "children").read_text(encoding="utf-8").split()]
    except OSError:
        return []
    return [c for child in found for c in (child, *_children(child))]


def _held(process: int) -> float:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("Pss:")), 0.0)


def prepared(work: Path, households: int) -> Path:
    """The run's folder: records of the county, and a model in use; nothing of a week."""
    root = work / f"week-{households}"
    if not (root / "records" / "source.json").exists():
        invent(root / "records", truth=root / "truth", households=households, seed=1, last=DAY)
    for name in ("weeks", "lists", "vectors", "monitoring", "intake"):
        shutil.rmtree(root / name, ignore_errors=True)
    for name in ("published.json", "assessments.parquet", "population.parquet", "list.xlsx"):
        (root / name).unlink(missing_ok=True)
    models = _models(work)
    for name in ("model", "models"):
        shutil.rmtree(root / name, ignore_errors=True)
    shutil.copytree(models, root / "models")
    shutil.copytree(champion_folder(models), root / "model")
    return root


def _models(work: Path) -> Path:
    """A champion trained on a small county; its trees are as many and as large as the search gives."""
    place = Place(work / "model")
    if not (place.models / "champion.json").exists():
        shutil.rmtree(place.root, ignore_errors=True)
        place.root.mkdir(parents=True)
        weekly_steps.invent_county(place, households=2_000, months=36, until=DAY, seed=1)
        steps.make_vectors(place, until=DAY, weeks=0)
        trained = steps.train_models(place, budget=Budget(trials=3, seconds=30), seed=1)
        promote(place.models, trained.manifest.model_id, by="benchmark", on=DAY, why="measured with it")
    return place.models


def run(root: Path) -> dict[str, Any]:
    """Run the week; seconds on the clock, CPU seconds, memory and what each stage took."""
    began, times = time.monotonic(), os.times()
    command = [sys.executable, "-m", "serving", "week", "--out", str(root), "--week", iso_week(DAY)]
    process = subprocess.Popen(command, cwd=Path(__file__).parent.parent)
    peak, ended = Peak(process.pid), threading.Event()
    watcher = threading.Thread(target=peak.watch, args=(ended,))
    watcher.start()
    code = process.wait()
    ended.set()
    watcher.join()
    if code:
        raise SystemExit(f"the week ended with {code}; see above")
    after = os.times()
    done = json.loads((root / "weeks" / iso_week(DAY) / "done.json").read_text(encoding="utf-8"))
    return {
        "seconds": time.monotonic() - began,
        "cpu": after.children_user + after.children_system - times.children_user - times.children_system,
        "peak_mb": peak.megabytes,
        "stages": done["stages"],
        "records": _count(Records(root / "records")),
        "listed": pq.read_metadata(root / "lists" / f"{iso_week(DAY)}.parquet").num_rows,
        "commit": commit(),
        "machine": machine(),
    }


def _count(records: Records) -> int:
    return sum(pq.read_metadata(batch).num_rows for name in tables() for batch in records.batches(name))


def page(found: dict[str, dict[str, Any]]) -> str:
    """The committed page."""
    parts = [
        "# The week at scale\n",
        "`python -m benchmarks.week --households N --work FOLDER`: the command of every week, `python -m serving "
        "week`, on an invented county of 36 months: vectors of five dates, both models with intervals, reasons, what "
        "would lower the risk, measures, alerts, list, papers, workbook, checks with their report, publication.\n",
    ]
    for households, one in sorted(found.items(), key=lambda item: int(item[0])):
        parts += _section(int(households), one)
    return "\n".join(parts) + "\n"


def _section(households: int, one: dict[str, Any]) -> list[str]:
    minutes, gigabytes = ASKED.get(households, (None, None))
    lines = [
        f"## {households:,} households, {one['records'] / 1e6:.1f} million records, {one['listed']:,} listed\n",
        f"Commit {one['commit']}; {one['machine']}. {one['how']}\n",
        "| | asked | measured |",
        "|---|---|---|",
        _asked("minutes on the clock", minutes, one["seconds"] / 60),
        _asked("CPU minutes, all processes", None, one["cpu"] / 60),
        _asked("GB held at once, all processes", gigabytes, one["peak_mb"] / 1024),
        "",
        "| stage | seconds |",
        "|---|---|",
    ]
    return lines + [f"| {name} | {seconds:.0f} |" for name, seconds in one["stages"].items()] + [""]


def _asked(what: str, most: float | None, value: float) -> str:
    missed = " **missed**" if most is not None and value > most else ""
    return f"| {what} | {'–' if most is None else f'at most {most}'} | {value:.1f}{missed} |"


def main(
    households: Annotated[int, typer.Option(help="Households of the county.")] = 200_000,
    work: Annotated[Path, typer.Option(help="Folder for the county, the model and the week (gigabytes).")] = Path(
        "out/bench/week"
    ),
    how: Annotated[str, typer.Option(help="What else ran on the machine, said on the page.")] = "Nothing else ran.",
    only_prepare: Annotated[bool, typer.Option(help="Make county and model, measure nothing.")] = False,
) -> None:
    """Measure the week and write benchmarks/week.md."""
    root = prepared(work, households)
    if only_prepare:
        return
    kept = work / "week.json"  # of the sizes measured so far
    found = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    found[str(households)] = run(root) | {"how": how}
    kept.write_text(json.dumps(found, indent=1), encoding="utf-8")
    PAGE.write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
