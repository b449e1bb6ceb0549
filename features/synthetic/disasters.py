"""Records of disasters and accidents that hit households."""

import numpy as np

from features.synthetic.chances import FAILED, LOST, MAJOR
from features.synthetic.ledger import Ledger, chosen, fen, lags
from features.synthetic.world import World

NATURAL = ["flood", "drought", "landslide", "hail_frost"]


def write_disasters(world: World, ledger: Ledger) -> None:
    """Write table disasters: what an area event did to households, and accidents of their own."""
    _write_area(world, ledger)
    _write_own(world, ledger)


def _write_area(world: World, ledger: Ledger) -> None:
    who, clock, rng = world.who, world.clock, world.stream("disasters")
    months = clock.recorded
    severity = world.events.disaster[who.village][:, months]
    before = np.maximum(months - 1, 0)
    failed = (world.paths.production[:, months] == FAILED) & (world.paths.production[:, before] != FAILED)
    chance = np.where(failed, 0.9, 0.25 * severity)
    row, month = np.nonzero((severity > 0) & world.recorded & (rng.random(severity.shape) < chance))
    size = severity[row, month]
    loss = size * rng.lognormal(7.6, 0.7, len(row)) * np.where(failed[row, month], 2.0, 0.6)
    damaged = rng.random(len(row)) < 0.22 * size
    # One disaster has one kind; the kinds change with the village and the month.
    kind = chosen(NATURAL, (who.village[row] * 7 + months[month]) % len(NATURAL))
    _add(world, ledger, row, months[month], kind, loss, damaged, np.zeros(len(row), dtype=np.int64), rng)


def _write_own(world: World, ledger: Ledger) -> None:
    clock, rng = world.clock, world.stream("accidents")
    months = clock.recorded
    before = np.maximum(months - 1, 0)
    paths = world.paths
    falls_ill = (paths.health[:, months] == MAJOR) & (paths.health[:, before] != MAJOR)
    loses = (paths.work[:, months] == LOST) & (paths.work[:, before] != LOST)
    fails = (paths.production[:, months] == FAILED) & (paths.production[:, before] != FAILED)
    quiet = world.events.disaster[world.who.village][:, months] == 0
    for happened, share, kind, hurt in (
        (falls_ill, 0.14, "traffic_accident", 1),
        (falls_ill & loses, 0.30, "work_accident", 1),
        (fails & quiet, 0.25, "animal_disease", 0),
        (np.ones_like(quiet), 0.0004, "fire", 0),
    ):
        row, month = np.nonzero(happened & world.recorded & (rng.random(quiet.shape) < share))
        loss = rng.lognormal(8.2, 0.8, len(row))
        damaged = np.full(len(row), kind == "fire")
        _add(world, ledger, row, months[month], np.full(len(row), kind), loss, damaged, np.full(len(row), hurt), rng)


def _add(
    world: World,
    ledger: Ledger,
    household: np.ndarray,
    month: np.ndarray,
    kind: np.ndarray,
    loss: np.ndarray,
    damaged: np.ndarray,
    hurt: np.ndarray,
    rng: np.random.Generator,
) -> None:
    count = len(household)
    paid = np.where(rng.random(count) < 0.35, rng.uniform(0.1, 0.7, count), 0.0)
    ledger.add(
        "disasters",
        household=household,
        happened_on=world.clock.starts[month] + rng.integers(2, 26, count),
        lag=lags(rng, count, 2, 25, 0.1),
        event=kind,
        loss_fen=fen(np.round(loss)),
        house_damaged=damaged,
        persons_hurt=hurt,
        compensated_fen=fen(np.round(loss * paid)),
    )
