"""The planted truth: the exact risk of every household and month end, what would happen, and the true index.

The risk is the probability of falling within the horizon without help, given the state at the month end.
It is exact: the survival probabilities of all 18 states are multiplied backwards through the same
transition matrices and hazards from which the paths are drawn, with area events that nobody can foresee
averaged. What is settled in advance is taken as known: the calendar, the line, schooling, insurance of
the coming year, and the planted change of the insurer's rule.
"""

import numpy as np

from features.synthetic.chances import FAILED, FLARE, LOST, MAJOR, UNSTABLE, Chances, chances, expected_pushes
from features.synthetic.circumstances import Circumstances
from features.synthetic.clock import Clock
from features.synthetic.constants import CONSTANTS
from features.synthetic.hazard import hazards
from features.synthetic.paths import Paths
from features.synthetic.places import Places


def true_risk(who: Circumstances, places: Places, paths: Paths, clock: Clock) -> np.ndarray:
    """Probability of falling in the horizon's months after each month's end; float64, (households, months).

    Months whose horizon the clock does not reach are NaN.
    """
    horizon = CONSTANTS.clock.horizon_months
    risk = np.full(paths.work.shape, np.nan)
    stays: dict[int, np.ndarray] = {}
    for month in range(clock.count - 1, 0, -1):
        if month - horizon >= 0:
            stays[month - horizon] = np.ones((3, 3, 2, len(who)))
        survives = 1 - hazards(who, places, clock, month)
        by = chances(who, clock, month, expected_pushes(who, places, clock, month))
        for start in stays:
            stays[start] = back(by, survives * stays[start])
        done = stays.pop(month - 1, None)
        if done is not None:
            states = (paths.work[:, month - 1], paths.health[:, month - 1], paths.production[:, month - 1])
            risk[:, month - 1] = 1 - done[*states, np.arange(len(who))]
    return risk


def back(by: Chances, survival: np.ndarray) -> np.ndarray:
    """Survival by the state before the month, from survival by the state within it; (3, 3, 2, households)."""
    after = np.stack([sum(by.production[p, q] * survival[:, :, q] for q in (0, 1)) for p in (0, 1)], axis=2)
    after_work = np.stack(
        [np.stack([sum(by.work[h, a, b] * after[b, h] for b in range(3)) for h in range(3)]) for a in range(3)]
    )
    return np.stack(
        [np.stack([sum(by.health[g, h] * after_work[a, h] for h in range(3)) for g in range(3)]) for a in range(3)]
    )


def falls_ahead(falls: np.ndarray, clock: Clock) -> np.ndarray:
    """For each month the first month after it, within the horizon, in which `falls` is true; -1 for none."""
    horizon = CONSTANTS.clock.horizon_months
    found = np.full(falls.shape, -1)
    for ahead in range(horizon, 0, -1):
        later = np.zeros_like(falls)
        later[:, : clock.count - ahead] = falls[:, ahead:]
        found = np.where(later, np.arange(clock.count) + ahead, found)
    return found


def welfare(who: Circumstances, paths: Paths, clock: Clock) -> np.ndarray:
    """Income after treatment per head over the line, by household and month, felt over some months."""
    constants = CONSTANTS.index
    main = who.wages / np.maximum(who.earners, 1) ** 0.5
    wage = np.where(
        paths.work == LOST, constants.lost_wage, np.where(paths.work == UNSTABLE, constants.unstable_wage, 0)
    )
    ill = np.where(
        paths.health == MAJOR, constants.major_cost, np.where(paths.health == FLARE, constants.flare_cost, 0)
    )
    year = np.array([clock.years_lived().index(int(y)) for y in clock.year])
    ill = ill * np.where(who.uninsured[:, year], constants.uninsured_cost, 1.0)
    farm = (paths.production == FAILED) * constants.failed_farm * who.farm[:, None]
    kept = 1 - wage * main[:, None] - farm - ill
    felt = np.stack(
        [kept[:, max(0, m - constants.months_felt + 1) : m + 1].mean(axis=1) for m in range(clock.count)], axis=1
    )
    closeness = np.stack([who.closeness(clock, m) for m in range(clock.count)], axis=1)
    return np.exp(closeness) * felt


def index_of(ratio: np.ndarray) -> np.ndarray:
    """Welfare as points: 60 at the line, 80 a third above it, levelling off towards 100.

    >>> index_of(np.array([0.5, 1.0, 4 / 3, 10.0])).round(6).tolist()
    [30.0, 60.0, 80.0, 100.0]
    """
    constants = CONSTANTS.index
    bend = constants.at_third_above / constants.at_line
    steep = constants.at_line / (100 - constants.at_third_above)
    above = 100 - (100 - constants.at_third_above) * np.exp(-steep * (np.maximum(ratio, bend) - bend))
    return np.where(ratio <= bend, constants.at_line * ratio, above)


def true_index(ratio: np.ndarray, fallen: np.ndarray, depth: np.ndarray) -> np.ndarray:
    """The index by household and month; who has fallen stands at its own `depth` (0 to 1) or lower."""
    constants = CONSTANTS.index
    floor = constants.fallen_low + (constants.fallen_high - constants.fallen_low) * depth[:, None]
    index = index_of(ratio)
    return np.where(fallen, np.minimum(index, floor), index)
