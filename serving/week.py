"""The week as one command: records in, vectors, assessments, list, checks with their report, publication.

Everything is made in `weeks/<week>/` of the run's folder and noted stage by stage in its `done.json`; a run
that was killed goes on with the stage it died in, and begins anew if records, features, figures or model
have changed since, unless publication had begun. Publication moves the finished files to where readers look and is
noted in `published.json`; done again it changes nothing. A lease keeps two runs apart (`serving.lease`).

    weeks/2026-W47/done.json        {"made_from": {…}, "stages": {"vectors": seconds, …}}
    lists/2026-W47.parquet …        the list, its workbook and papers; the Parquet file comes last
    assessments.parquet list.xlsx population.parquet vectors/
    published.json                  {"2026-W47": {"list_hash": …, "fence": …, "published_at": …}, …}
"""

import json
import math
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from features.calendar import add_months, iso_week, week_end, weeks_before
from features.command import SOME_REFUSED
from features.errors import WeekError
from features.holdings import POPULATION, VECTORS, Holdings
from features.intake.importing import received_files
from features.population import population
from features.progress import CONSOLE
from features.records import Records
from features.standard import Standards
from features.store_files import check_batches
from features.table import tables
from features.vector import Vectors, build_vectors, fingerprint
from features.whole import whole, write_rows, write_text
from models.lists.assessing import assess_into, earlier_than
from models.lists.in_blocks import list_in_blocks
from models.lists.kept import kept_before
from models.lists.listed import ListedRows
from models.lists.papers import ABOUT
from serving.lease import Lease
from serving.run import Run

REMEMBERED = 54  # weeks of lists: what a visit settles is remembered for a year (models.lists.memory)
KEPT = 8  # weeks whose workings stay in weeks/
TAKEN_IN = (0, SOME_REFUSED)  # exit codes of the intake: all read, some file refused and reported
CHECKED = (0, 3)  # exit codes of the checks: no alarm, alarm
CHECKS = "checks"
ASSESSMENTS, DONE, PUBLISHED = "assessments.parquet", "done.json", "published.json"
PUBLISHING = "publishing"  # in done.json: from here on this list is published and no other


@dataclass(frozen=True)
class Making:
    """One week in the making; `told` hears of every step, before it is taken."""

    root: Path
    as_of: date
    told: Callable[[str], None] = field(default=lambda step: None)

    @property
    def week(self) -> str:
        """Its ISO name."""
        return iso_week(self.as_of)

    @property
    def folder(self) -> Path:
        """Where it is made."""
        return self.root / "weeks" / self.week

    @property
    def made_list(self) -> Path:
        """The folder of the list before publication."""
        return self.folder / "list"

    def records(self) -> Records:
        """The record store of the run."""
        return Run(self.root).records

    def model(self) -> Path:
        """The folder of the model in use."""
        return Run(self.root).champion_folder()

    def held(self) -> Holdings:
        """The week's own vectors and population."""
        records = self.records()
        return Holdings(
            records=records,
            vectors=Vectors(self.folder / VECTORS),
            standards=Standards.load(records.root / "standards"),
            population=pd.read_parquet(self.folder / POPULATION, filters=[("as_of", "==", pd.Timestamp(self.as_of))]),
        )

    def made_from(self) -> dict[str, str]:
        """What the list depends on: the same gives the same list."""
        records = self.records()
        return {
            "records": records.contents(),
            "fingerprint": fingerprint(),
            "policy_version": Standards.load(records.root / "standards").version,
            "model": self.model().name,
        }


@dataclass(frozen=True)
class Inbox:
    """Where departments' files lie and by which source they are read (see `python -m features intake`)."""

    folder: Path
    source: str


def run_week(
    root: Path,
    week: str | None = None,
    *,
    inbox: Inbox | None = None,
    checks: bool = True,
    told: Callable[[str], None] | None = None,
) -> str:
    """Make and publish a week (the last that has ended, if None); returns its list's hash.

    A week that is published already is left as it is. Raises LeaseError while another run is at work and
    WeekError where the week cannot be made.
    """
    making = Making(root, sunday_of(week), told or say)
    with Lease(root / "weeks").held() as lease:
        before = published(root).get(making.week)
        if before is not None:
            CONSOLE.print(f"{making.week} 已发布 is published already", style="dim")
            return str(before["list_hash"])
        if inbox is not None and received_files(inbox.folder):
            _take_in(making, inbox)
        _forget_if_other(making)
        for name, make in STAGES.items():
            if checks or name != CHECKS:
                _once(making, name, make)
        return _publish(making, lease)


def say(step: str) -> None:
    """Tell the terminal what begins."""
    CONSOLE.print(f"[bold]{step}[/bold]")


def sunday_of(week: str | None, today: date | None = None) -> date:
    """The Sunday that ends `week`; None is the last week that has ended by `today`.

    >>> str(sunday_of(None, date(2026, 11, 25))), str(sunday_of("2026-W47"))
    ('2026-11-22', '2026-11-22')
    """
    if week is None:
        this = week_end(iso_week(today or date.today()))
        return this if this <= (today or date.today()) else weeks_before(this, 1)
    try:
        return week_end(week)
    except ValueError:
        raise WeekError(f"week {week!r}: write year and number, for example 2026-W47") from None


def published(root: Path) -> dict[str, Any]:
    """The weeks that were published by this command, by name."""
    path = root / PUBLISHED
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _forget_if_other(making: Making) -> None:
    """Begin anew if what was made so far was made from something else, unless some of it is published already."""
    done = _done(making)
    if not done.get(PUBLISHING) and done["stages"] and done["made_from"] != making.made_from():
        shutil.rmtree(making.folder)


def _done(making: Making) -> dict[str, Any]:
    return _noted(making.folder)


def _noted(folder: Path) -> dict[str, Any]:
    path = folder / DONE
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"made_from": {}, "stages": {}}


def _once(making: Making, name: str, make: Callable[[Making], None]) -> None:
    """Make a stage unless it is done, and note it."""
    done = _done(making)
    if name in done["stages"]:
        return
    making.told(name)
    if (seconds := remaining(making, done["stages"])) is not None:
        CONSOLE.print(f"约还需 {_minutes(seconds)} 分钟 minutes to go, by the week before", style="dim")
    making.folder.mkdir(parents=True, exist_ok=True)
    made_from = done["made_from"] or making.made_from()
    began = time.monotonic()
    make(making)
    pa.default_memory_pool().release_unused()  # the next stage may need it
    stages = done["stages"] | {name: round(time.monotonic() - began, 2)}
    _replace(making.folder / DONE, {"made_from": made_from, "stages": stages})


def remaining(making: Making, made: Mapping[str, float]) -> float | None:
    """Seconds that the stages still to be made will take: what the week before took for them, times how much slower
    this one has been so far; None where no week before is on file."""
    before = [f for f in sorted((making.root / "weeks").glob("????-W??")) if f.name < making.week]
    stages = _noted(before[-1])["stages"] if before else {}
    if not set(STAGES) <= set(stages):
        return None
    took = sum(stages[name] for name in made)
    slower = sum(made.values()) / took if took else 1.0
    return slower * float(sum(seconds for name, seconds in stages.items() if name not in made))


def _minutes(seconds: float) -> str:
    """
    >>> _minutes(20), _minutes(95), _minutes(600)
    ('<1', '2', '10')
    """
    return "<1" if seconds < 60 else f"{math.ceil(seconds / 60)}"


def _replace(path: Path, content: Mapping[str, Any]) -> None:
    write_text(json.dumps(content, indent=1, ensure_ascii=False), path)


def _take_in(making: Making, inbox: Inbox) -> None:
    """What came in goes into the record store first; rows that are known already change nothing."""
    making.told("records")
    command = [sys.executable, "-m", "features", "intake", "--source", inbox.source, "--folder", str(inbox.folder)]
    places = ["--store", str(making.root / "records"), "--out", str(making.root / "intake"), "--by", "weekly run"]
    done = subprocess.run([*command, *places], check=False)
    if done.returncode not in TAKEN_IN:
        raise WeekError(f"{inbox.folder}: the files could not be taken in (see above); mend them and run again")


def _make_vectors(making: Making) -> None:
    """Of the Sunday, of the months before that tell what is new, and of what the checks compare with."""
    records = making.records()
    check_batches(tables().values(), records.batches)
    first = min((c.first_on for c in records.coverage), default=making.as_of)
    back = [earlier_than(making.as_of), add_months(making.as_of, -3), weeks_before(making.as_of, 8)]
    back.append(add_months(making.as_of, -12))
    dates = sorted({making.as_of, *(d for d in back if add_months(d, -12) >= first)})
    standards = Standards.load(records.root / "standards")
    build_vectors(records, dates, making.folder / VECTORS, standards=standards)
    write_rows(population(records, dates), making.folder / POPULATION)


def _assess(making: Making) -> None:
    assess_into(making.held(), making.model(), making.as_of, making.folder / ASSESSMENTS)


def _list(making: Making) -> None:
    held = making.held()
    remember = partial(kept_before, making.root / "lists", making.week, REMEMBERED)
    shutil.rmtree(making.made_list, ignore_errors=True)
    making.made_list.mkdir(parents=True)
    list_in_blocks(held, making.folder / ASSESSMENTS, making.as_of, remember, making.made_list)


def _check(making: Making) -> None:
    """The checks run as a command of their own; a list is not lost because they could not be made."""
    command = [sys.executable, "-m", "monitoring", "check", "--out", str(making.root), "--week", making.week]
    done = subprocess.run(command, check=False)
    if done.returncode not in CHECKED:
        CONSOLE.print("[red]监测未完成，名单照常发布[/red] the checks failed; the list is published all the same")


STAGES: Mapping[str, Callable[[Making], None]] = {
    "vectors": _make_vectors,
    "assessments": _assess,
    "list": _list,
    CHECKS: _check,
}


def _publish(making: Making, lease: Lease) -> str:
    """Move what is finished to where readers look; the list comes last, then the note that it is published."""
    making.told("publication")
    listed = ListedRows(making.made_list / f"{making.week}.parquet")
    days = set(listed.columns(["as_of"])["as_of"].unique())
    if not days:
        raise WeekError(
            f"{making.week}: nobody is on the list that was made; see whether records and population are complete, "
            f"remove {making.folder} and run again"
        )
    if days != {pd.Timestamp(making.as_of)}:
        raise WeekError(
            f"{making.week}: the list that was made is of another day; remove {making.folder} and run again"
        )
    with lease.mine():
        _replace(making.folder / DONE, _done(making) | {PUBLISHING: True})
        for name, move in _moves(making).items():
            making.told(f"publication of {name}")
            move()
        making.told("note of publication")
        hashed = json.loads((making.made_list / making.week / ABOUT).read_text(encoding="utf-8"))["list_hash"]
        note = {"list_hash": hashed, "fence": lease.fence, "published_at": datetime.now(UTC).isoformat()}
        _replace(making.root / PUBLISHED, published(making.root) | {making.week: note})
    _tidy(making)
    return str(hashed)


def _moves(making: Making) -> dict[str, Callable[[], None]]:
    """What is published, in order; each may be done twice."""
    root, week, lists = making.root, making.week, making.root / "lists"
    return {
        "papers": lambda: _copy_folder(making.made_list / week, lists / week),
        "vectors": lambda: _put_vectors(making.folder, root),
        "assessments": lambda: _copy(making.folder / ASSESSMENTS, root / ASSESSMENTS),
        "workbook": lambda: _copy(making.made_list / f"{week}.xlsx", lists / f"{week}.xlsx"),
        "this week's workbook": lambda: _copy(making.made_list / f"{week}.xlsx", root / "list.xlsx"),
        "list": lambda: _copy(making.made_list / f"{week}.parquet", lists / f"{week}.parquet"),
    }


def _copy(source: Path, target: Path) -> None:
    """A file at its place, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole(target) as partial:
        shutil.copyfile(source, partial)


def _copy_folder(source: Path, target: Path) -> None:
    for path in sorted(source.iterdir()):
        _copy(path, target / path.name)


def _put_vectors(made: Path, root: Path) -> None:
    """The week's vectors and population beside those of the run, if all are made from the same; else in their place.

    Vectors of other records must not stand beside these under one note: who trains builds its own again.
    """
    new = root / ".vectors.new"
    shutil.rmtree(new, ignore_errors=True)
    people = pd.read_parquet(made / POPULATION)
    if _made_alike(made / VECTORS, root / VECTORS) and (root / POPULATION).is_file():
        others = pd.read_parquet(root / POPULATION)
        people = pd.concat([others[~others["as_of"].isin(people["as_of"].unique())], people], ignore_index=True)
        _copy_folder(made / VECTORS, root / VECTORS)
    else:
        shutil.copytree(made / VECTORS, new)
        shutil.rmtree(root / VECTORS, ignore_errors=True)
        os.replace(new, root / VECTORS)
    write_rows(people, root / POPULATION)


def _made_alike(one: Path, other: Path) -> bool:
    notes = [folder / "vectors.json" for folder in (one, other)]
    return all(n.is_file() for n in notes) and notes[0].read_bytes() == notes[1].read_bytes()


def _tidy(making: Making) -> None:
    """Only the workings of the last weeks are kept."""
    for folder in sorted((making.root / "weeks").glob("????-W??"))[:-KEPT]:
        shutil.rmtree(folder)
