"""The paths that households take through the states, drawn from the very chances the truth multiplies."""

from dataclasses import dataclass

import numpy as np

from features.synthetic.chances import NORMAL, STEADY, WELL, Chances, chances, real_pushes
from features.synthetic.circumstances import Circumstances
from features.synthetic.clock import Clock
from features.synthetic.hazard import at, hazards
from features.synthetic.places import Events, Places


@dataclass(frozen=True)
class Paths:
    """States by household and month (int8) and the hazard of falling without help met on the way."""

    work: np.ndarray
    health: np.ndarray
    production: np.ndarray
    hazard: np.ndarray


def draw_paths(who: Circumstances, places: Places, events: Events, clock: Clock, rng: np.random.Generator) -> Paths:
    """Draw every household's path over all months of the clock."""
    shape = (len(who), clock.count)
    work, health, production = (np.zeros(shape, dtype=np.int8) for _ in range(3))
    hazard = np.zeros(shape)
    state = (np.full(len(who), STEADY), np.full(len(who), WELL), np.full(len(who), NORMAL))
    for month in range(clock.count):
        state = step(chances(who, clock, month, real_pushes(who, places, events, month)), *state, rng)
        work[:, month], health[:, month], production[:, month] = state
        hazard[:, month] = at(hazards(who, places, clock, month), *state)
    return Paths(work, health, production, hazard)


def step(
    by: Chances, work: np.ndarray, health: np.ndarray, production: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One month: health first, then work given the new health, and production."""
    households = np.arange(len(work))
    health = _draw(by.health[health, :, households], rng)
    work = _draw(by.work[health, work, :, households], rng)
    production = _draw(by.production[production, :, households], rng)
    return work, health, production


def _draw(probabilities: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """One of the columns for each row, with the row's probabilities."""
    reached = np.cumsum(probabilities, axis=1)[:, :-1]
    return (rng.random(len(probabilities))[:, None] >= reached).sum(axis=1)
