"""The monthly hazard of falling into poverty without help: a function of what lasts, the state and their meeting.

    hazard = levelled(monthly · exp(near·nearness + formerly poor + mountain + frailty + pressure))

`nearness` (0 to 1) is a logistic function of lasting income per head against the line. The pressure adds

- work: lost wages, by how much the household depends on the one earner and how little savings and land
  make up for it; hardly felt far from the line;
- illness: felt by all, more near the line and without insurance; a chronic flare presses harder once the
  insurer pays less of outpatient bills;
- production: by the share of farm income, more near the line;
- fees: only from September to November, by students beyond compulsory school, and in full only when
  income has fallen;
- and each shock beyond the first multiplies what the others do.
"""

import numpy as np

from features.synthetic.chances import FAILED, FLARE, LOST, MAJOR, UNSTABLE
from features.synthetic.circumstances import Circumstances
from features.synthetic.clock import Clock
from features.synthetic.constants import CONSTANTS
from features.synthetic.places import Places


def hazards(who: Circumstances, places: Places, clock: Clock, month: int) -> np.ndarray:
    """The hazard of a month in every state: float64, shape (work 3, health 3, production 2, households)."""
    constants = CONSTANTS.hazard
    work, health, production = (np.arange(n).reshape(s) for n, s in ((3, (3, 1, 1, 1)), (3, (3, 1, 1)), (2, (2, 1))))
    near = nearness(who, clock, month)
    pressure = (
        constants.work * _work(who, near, work)
        + constants.illness * _illness(who, near, health, clock, month)
        + constants.production * _production(who, near, production)
        + constants.fees * _fees(who, work, production, clock, month)
        + constants.together * _beyond_first(who, work, health, production)
    )
    log = np.log(constants.monthly) + constants.near * near + constants.formerly_poor * who.formerly_poor
    log = log + constants.mountain * places.mountainous[who.village] + who.frailty
    return constants.highest * -np.expm1(-np.exp(log + pressure) / constants.highest)


def nearness(who: Circumstances, clock: Clock, month: int) -> np.ndarray:
    """How near the line the lasting income is: 0 far above, 1 at it."""
    constants = CONSTANTS.hazard
    return 1 / (1 + np.exp((who.closeness(clock, month) - constants.near_at) / constants.near_width))


def dependence(who: Circumstances) -> np.ndarray:
    """How much of a lost main wage the household cannot make up for, 0 to 1."""
    constants = CONSTANTS.hazard
    alone = np.select(
        [who.earners == 0, who.earners == 1, who.earners == 2],
        [0.0, 1.0, constants.second_earner],
        constants.third_earner,
    )
    return alone * (1 - constants.cushion_saves * who.cushion)


def _work(who: Circumstances, near: np.ndarray, work: np.ndarray) -> np.ndarray:
    constants = CONSTANTS.hazard
    lost = np.where(work == LOST, 1.0, np.where(work == UNSTABLE, constants.work_unstable, 0.0))
    return lost * dependence(who) * (constants.work_far + (1 - constants.work_far) * near)


def _illness(who: Circumstances, near: np.ndarray, health: np.ndarray, clock: Clock, month: int) -> np.ndarray:
    constants = CONSTANTS.hazard
    flare = constants.illness_flare
    if month >= clock.rule_change:
        flare = flare * CONSTANTS.rule_change.flare_pressure
    ill = np.where(health == MAJOR, 1.0, np.where(health == FLARE, flare, 0.0))
    uninsured = who.uninsured[:, clock.years_lived().index(int(clock.year[month]))]
    felt = constants.illness_base + constants.illness_near * near + constants.illness_uninsured * uninsured
    return ill * felt


def _production(who: Circumstances, near: np.ndarray, production: np.ndarray) -> np.ndarray:
    constants = CONSTANTS.hazard
    failed = (production == FAILED) * np.clip(2 * who.farm, 0, 1)
    return failed * (constants.production_far + (1 - constants.production_far) * near)


def _fees(who: Circumstances, work: np.ndarray, production: np.ndarray, clock: Clock, month: int) -> np.ndarray:
    if int(clock.calendar_month[month]) not in (9, 10, 11):
        return np.zeros(1)
    fallen = (work != 0) | ((production == FAILED) & (who.farm > 0.2))
    felt = np.where(fallen, 1.0, CONSTANTS.hazard.fees_without_loss)
    return np.minimum(who.students_beyond[:, month], 2) / 2 * felt


def _beyond_first(who: Circumstances, work: np.ndarray, health: np.ndarray, production: np.ndarray) -> np.ndarray:
    shocks = ((work == LOST) & (who.earners > 0)).astype(int) + (health == MAJOR) + (production == FAILED)
    return np.maximum(shocks - 1, 0)


def at(by_state: np.ndarray, work: np.ndarray, health: np.ndarray, production: np.ndarray) -> np.ndarray:
    """The entries of `by_state` at the households' own states."""
    return by_state[work, health, production, np.arange(by_state.shape[-1])]
