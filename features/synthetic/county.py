"""Invents a county: a record store, and apart from it the truth it was made from."""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from features.coverage import Covered
from features.errors import PovertyRiskError, RecordStoreError
from features.progress import track
from features.records import Records, Source
from features.synthetic.areas import COUNTY_NAME, write_areas, write_map
from features.synthetic.casework import write_casework
from features.synthetic.chances import HEALTH, PRODUCTION, WORK
from features.synthetic.clock import Clock, as_date, line
from features.synthetic.constants import CONSTANTS, version
from features.synthetic.disasters import write_disasters
from features.synthetic.dwellings import write_dwellings
from features.synthetic.farming import write_farming
from features.synthetic.incomes import write_incomes
from features.synthetic.ledger import Ledger
from features.synthetic.medical import write_medical
from features.synthetic.membership import write_membership
from features.synthetic.money import write_money
from features.synthetic.places import make_events, make_places
from features.synthetic.schools import write_schools
from features.synthetic.truth import falls_ahead, true_risk
from features.synthetic.work import write_work
from features.synthetic.world import World, make_world
from features.table import tables

LAST: Final = date(2026, 11, 22)  # the Sunday of 2026-W47
SCATTER: Final = 0x9E3779B97F4A7C15  # odd, so that multiplying by it modulo 2^56 maps no two numbers to one
BLOCK: Final = 10_000  # households made at a time; part of the seed's meaning
WRITERS: Final = (
    write_membership,
    write_incomes,
    write_medical,
    write_work,
    write_farming,
    write_dwellings,
    write_schools,
    write_money,
    write_disasters,
    write_casework,
)


@dataclass(frozen=True)
class County:
    """An invented county on disk: its record store and the folder of its truth."""

    records: Records
    truth: Path


def invent(
    root: Path,
    *,
    households: int,
    seed: int,
    months: int = 36,
    last: date = LAST,
    truth: Path | None = None,
) -> County:
    """Make a county of so many households with `months` whole months of records before the month of `last`.

    The record store goes to `root`, the truth to the folder `truth` (`root`'s sibling "truth", if None).
    The same arguments give the same rows. Raises RecordStoreError when `root` holds a store already,
    PovertyRiskError when there are too few households (50) or months (13).
    """
    root = Path(root)
    truth = root.parent / "truth" if truth is None else Path(truth)
    if households < 50:
        raise PovertyRiskError(f"{households} households are too few for a county: ask for 50 or more")
    if truth.resolve().is_relative_to(root.resolve()):
        raise RecordStoreError("the truth must not lie in the record store: name another folder for it")
    if root.exists() and any(root.iterdir()):
        raise RecordStoreError(f"{root.name}: there is a record store already, or other files; name an empty folder")
    clock = Clock.of(months, last)
    made = [(folder, folder.parent / f".{folder.name}.partial") for folder in (root, truth)]
    for _, partial in made:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
    _make(made[0][1], made[1][1], households, clock, seed)
    for folder, partial in made:  # whole or not at all
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(partial, folder)
    return County(Records(root), truth)


def _make(root: Path, truth: Path, households: int, clock: Clock, seed: int) -> None:
    places = make_places(households, seed)
    events = make_events(places, clock, seed)
    records = Records.create(root, _source(), _coverage(clock))
    _write_line(root, clock)
    write_map(places, root / "county.geojson", seed)
    counts = np.zeros(len(places.township))
    for block in track(range(-(-households // BLOCK)), "Invented county 虚构县"):
        size = min(BLOCK, households - block * BLOCK)
        world = make_world(size, block, places, events, clock, seed)
        counts += np.bincount(world.who.village, minlength=len(counts))
        _write_block(world, records, truth)
    write_areas(places, events, clock, counts, records, seed)
    _write_about(truth, clock, households, seed)


def _write_block(world: World, records: Records, truth: Path) -> None:
    households = _pseudonyms("H", len(world.who), world)
    persons = _pseudonyms("P", len(world.people), world)
    ledger = Ledger(world.clock, world.seed, world.block, households, persons)
    for write in WRITERS:
        write(world, ledger)
    ledger.write(records)
    pq.write_table(_truth(world, households), truth / f"truth-{world.block:04d}.parquet", compression="zstd")


def _pseudonyms(letter: str, count: int, world: World) -> pa.Array:
    """Names that tell nothing: a letter and 14 hexadecimal digits, different in every block."""
    numbers = np.empty(0, dtype=np.int64)
    rng = world.stream(f"pseudonyms {letter}")
    while len(numbers) < count:
        drawn = rng.integers(0, 2**40, count, dtype=np.int64)
        numbers = np.concatenate([numbers, drawn[~np.isin(drawn, numbers)]])
        _, first = np.unique(numbers, return_index=True)
        numbers = numbers[np.sort(first)]
    apart = (numbers[:count] * 2**16 + world.block).astype(np.uint64)
    mixed = (apart * np.uint64(SCATTER)) & np.uint64(2**56 - 1)
    return pa.array([f"{letter}{n:014x}" for n in mixed])


def _truth(world: World, households: pa.Array) -> pa.Table:
    """One row per existing household and recorded month end."""
    clock, course = world.clock, world.course
    risk = true_risk(world.who, world.places, world.paths, clock)
    without = falls_ahead(world.u < world.paths.hazard, clock)
    real = falls_ahead(course.falls, clock)
    rng = world.stream("days of falls")
    day_in_month = rng.integers(0, 28, world.exists.shape)
    row, month = np.nonzero(world.exists[:, clock.as_of])
    month = clock.as_of[month]
    fallen = course.fallen[row, month]
    falls = without[row, month]
    day = clock.starts[np.maximum(falls, 0)] + day_in_month[row, np.maximum(falls, 0)]
    return pa.table(
        {
            "household_id": households.take(pa.array(row)),
            "as_of": pa.array(clock.ends[month].astype(np.int32)).cast(pa.date32()),
            "village_code": pa.array(world.places.village_codes[world.who.village[row]]),
            "group": pa.array(np.where(world.who.formerly_poor[row], "return", "entry")),
            "true_index": world.index[row, month],
            "true_risk": np.where(fallen, 1.0, risk[row, month]),
            "would_fall": fallen | (falls >= 0),
            "fell_on": pa.array(day.astype(np.int32), mask=fallen | (falls < 0)).cast(pa.date32()),
            "fell": real[row, month] >= 0,
            "fallen": fallen,
            "monitored": course.monitored[row, month],
            "helped": course.helped[row, month],
            "welfare": world.welfare[row, month],
            "work": pa.array(WORK[world.paths.work[row, month]]),
            "health": pa.array(HEALTH[world.paths.health[row, month]]),
            "production": pa.array(PRODUCTION[world.paths.production[row, month]]),
        }
    )


def _source() -> Source:
    return Source(
        name="synthetic",
        title_zh=COUNTY_NAME["zh"],
        title_en=COUNTY_NAME["en"],
        lines="own",
        caution_zh="虚构数据：人、村、金额和监测线都是编造的，不代表任何真实地方。",
        caution_en="Invented: people, villages, amounts and the line are made up and stand for no real place.",
    )


def _coverage(clock: Clock) -> list[Covered]:
    return [Covered(table=name, first_on=as_date(clock.first_day)) for name in tables()]


def _write_line(root: Path, clock: Clock) -> None:
    """The invented line, each January anew, with the next January's known already."""
    figures = CONSTANTS.line
    rows = [
        f'[[figure]]\narea = "99"\nfrom = {year}-01-01\nto = {year}-12-31\namount = {line(year):.1f}\n'
        'document = "虚构县自定"\nunofficial = true\n'
        for year in range(int(clock.year[0]) - 1, clock.last.year + 2)
    ]
    head = (
        'title_zh = "防止返贫监测范围（虚构）"\ntitle_en = "Monitoring line (invented)"\n'
        'unit = "CNY per person and year"\n'
        f"# {figures.amount} in {figures.year}, growing by {figures.growth:.1%} each January\n"
    )
    folder = root / "standards"
    folder.mkdir(exist_ok=True)
    (folder / "monitoring_line.toml").write_text("\n".join([head, *rows]), encoding="utf-8")


def _write_about(truth: Path, clock: Clock, households: int, seed: int) -> None:
    feeds = CONSTANTS.feeds
    about = {
        "households": households,
        "months": clock.now - clock.first,
        "last": str(clock.last),
        "seed": seed,
        "constants": version(),
        "rule_change_on": str(as_date(clock.starts[clock.rule_change])),
        "work_feed_stops": [str(as_date(clock.last_day - d)) for d in (feeds.work_stops, feeds.work_resumes)],
        "medical_feed_stops": [str(as_date(clock.last_day - d)) for d in (feeds.medical_stops, feeds.medical_resumes)],
    }
    (truth / "_about.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
