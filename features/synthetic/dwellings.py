"""Records of housing inspections and drinking water."""

import numpy as np

from features.synthetic.clock import NEVER
from features.synthetic.constants import CENSUS
from features.synthetic.ledger import Ledger, lags
from features.synthetic.world import World

GRADES = np.array(["A", "B", "C", "D"])


def write_dwellings(world: World, ledger: Ledger) -> None:
    """Write tables housing_inspections and drinking_water."""
    _write_housing(world, ledger)
    _write_water(world, ledger)


def _write_housing(world: World, ledger: Ledger) -> None:
    who, clock, rng = world.who, world.clock, world.stream("housing")
    count = len(who)
    better = np.clip(who.log_ratio / 0.9 + rng.normal(0, 0.35, count), 0, 1.5)
    grade = np.where(better > 0.35, 0, 1)
    grade = np.where(rng.random(count) < 0.012 * np.exp(-1.5 * better), 2, grade)
    built = (1975 + 45 * np.clip(better * 0.6 + rng.normal(0.25, 0.15, count), 0, 1)).astype(np.int64)
    piped = {"solid_roof": 0.9, "indoor_kitchen": CENSUS.dwellings.kitchen, "indoor_toilet": CENSUS.dwellings.toilet}
    drawn = {name: rng.random(count) < np.clip(share - 0.1 + 0.12 * better, 0, 1) for name, share in piped.items()}
    columns = {
        "household": np.arange(count),
        "rooms": np.clip(
            np.round(rng.normal(CENSUS.dwellings.rooms, 1.2, count) + 0.25 * (who.members - 3)), 1, 14
        ).astype(np.int64),
        "floor_area_m2": np.round(
            np.clip(rng.normal(CENSUS.dwellings.area_per_head_m2, 12, count), 12, 120) * who.members**0.75, 0
        ),
        "built_year": built,
        "structure": np.where(
            built > 1998, "brick_concrete", np.where(rng.random(count) < 0.75, "brick_wood", "earth")
        ),
        "solid_floor": built > 1990,
        **drawn,
        "clean_fuel": rng.random(count) < np.clip(0.35 + 0.3 * better, 0, 0.97),
        "owned": rng.random(count) < 0.97,
        "hazard_zone": rng.random(count) < np.where(world.places.mountainous[who.village], 0.03, 0.008),
        "informal_settlement": np.zeros(count, dtype=bool),
    }
    begun = np.maximum(world.existence.begins, clock.first_day)
    first = np.where(world.existence.begins == NEVER, clock.first_day - rng.integers(20, 900, count), begun)
    _inspect(ledger, columns, np.arange(count), first, grade, lags(rng, count, 3, 40))
    _inspect_again(world, ledger, columns, grade, rng)


def _inspect(
    ledger: Ledger,
    columns: dict[str, np.ndarray],
    which: np.ndarray,
    day: np.ndarray,
    grade: np.ndarray,
    lag: np.ndarray,
) -> None:
    some = {name: values[which] for name, values in columns.items()}
    ledger.add("housing_inspections", happened_on=day, lag=lag, grade=GRADES[grade], **some)


def _inspect_again(
    world: World, ledger: Ledger, columns: dict[str, np.ndarray], grade: np.ndarray, rng: np.random.Generator
) -> None:
    """One in six a year is looked at again; what was dangerous is mostly repaired, some houses get worse."""
    clock, now = world.clock, grade
    for months in np.array_split(clock.recorded, max(1, len(clock.recorded) // 6)):
        month = int(months[0])
        struck = (world.events.disaster[world.who.village, month] > 0.4) & (rng.random(len(now)) < 0.25)
        which = np.flatnonzero(world.exists[:, month] & (struck | (rng.random(len(now)) < 0.08) | (now >= 2)))
        worse = rng.random(len(now)) < np.where(struck, 0.12, 0.01)
        repaired = (now >= 2) & (rng.random(len(now)) < 0.55)
        after = np.where(repaired, 0, np.where(worse, np.where(now >= 2, 3, 2), now))
        now = np.where(np.isin(np.arange(len(now)), which), after, now)
        day = clock.starts[month] + rng.integers(5, 28, len(which))
        _inspect(ledger, columns, which, day, now[which], lags(rng, len(which), 3, 35))


def _write_water(world: World, ledger: Ledger) -> None:
    """A check a year of every other household, and of those that a disaster cut off."""
    who, clock, rng = world.who, world.clock, world.stream("water")
    count = len(who)
    piped = rng.random(count) < np.where(world.places.mountainous[who.village], 0.90, 0.97)
    safe = piped | (rng.random(count) < 0.93)
    begins = np.where(
        world.existence.begins == NEVER, clock.first_day - rng.integers(20, 700, count), world.existence.begins
    )
    checks = [(np.arange(count), begins)]
    for month in clock.recorded[3::12]:
        which = np.flatnonzero(world.exists[:, month] & (rng.random(count) < 0.5))
        checks.append((which, clock.starts[month] + rng.integers(0, 28, len(which))))
    for which, day in checks:
        cells = {"safe": safe[which], "piped_indoors": piped[which], "cut_off_on": np.full(len(which), NEVER)}
        ledger.add("drinking_water", household=which, happened_on=day, lag=lags(rng, len(which), 3, 30), **cells)
    _write_cuts(world, ledger, safe, piped, rng)


def _write_cuts(world: World, ledger: Ledger, safe: np.ndarray, piped: np.ndarray, rng: np.random.Generator) -> None:
    clock, months = world.clock, world.clock.recorded
    struck = world.events.disaster[world.who.village][:, months] > 0.5
    row, month = np.nonzero(struck & world.recorded & (rng.random(struck.shape) < 0.04))
    day = clock.starts[months[month]] + rng.integers(10, 28, len(row))
    cells = {
        "household": row,
        "safe": safe[row] & (rng.random(len(row)) < 0.3),
        "piped_indoors": piped[row],
        "cut_off_on": day,
    }
    record = ledger.add(
        "drinking_water", happened_on=day, lag=lags(rng, len(row), 1, 12), restored_on=np.full(len(row), NEVER), **cells
    )
    restored = day + rng.integers(5, 60, len(row))
    cells["safe"] = safe[row]
    lag = restored - day + rng.integers(1, 20, len(row))
    ledger.add("drinking_water", happened_on=day, lag=lag, record=record, version=1, restored_on=restored, **cells)
