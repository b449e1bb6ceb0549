"""How a household moves from month to month: the transition matrices of work, health and production.

A state is (work, health, production): work is steady, unstable or lost; health is well, chronic flare
or major illness; production is normal or failed. Health moves first, then work given the new health,
and production by itself. Arrays hold the households last, so that the truth can be multiplied quickly.

Area events push states: a closed factory takes its workers' work, a disaster or a fall of prices makes
farms fail. The paths are drawn with the events that happened, the truth with those to be expected; as a
push is over within its month, the expectation is exact.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from features.synthetic.circumstances import Circumstances
from features.synthetic.clock import Clock
from features.synthetic.constants import CONSTANTS
from features.synthetic.places import Events, Places, mean_severity

STEADY, UNSTABLE, LOST = range(3)
WELL, FLARE, MAJOR = range(3)
NORMAL, FAILED = range(2)
WORK: Final = np.array(["steady", "unstable", "lost"])
HEALTH: Final = np.array(["well", "flare", "major"])
PRODUCTION: Final = np.array(["normal", "failed"])


@dataclass(frozen=True)
class Pushes:
    """The probability, by household, that an area event of the month takes the work or the farm."""

    work: np.ndarray
    production: np.ndarray


@dataclass(frozen=True)
class Chances:
    """Transition probabilities of one month, households last.

    `health[a, b]` from a to b; `work[h, a, b]` from a to b when health has become h; `production[a, b]`.
    """

    health: np.ndarray
    work: np.ndarray
    production: np.ndarray


def real_pushes(who: Circumstances, places: Places, events: Events, month: int) -> Pushes:
    """The pushes of the events that did happen in the month."""
    township = places.township[who.village]
    return _pushes(
        who,
        events.factory_closed[township, month],
        events.disaster[who.village, month],
        events.price_fall[township, month],
    )


def expected_pushes(who: Circumstances, places: Places, clock: Clock, month: int) -> Pushes:
    """The pushes to be expected when it is not known what will happen."""
    constants, severity = CONSTANTS.events, mean_severity()
    township = places.township[who.village]
    return _pushes(
        who,
        np.where(places.factory[township], constants.factory_closed * severity, 0.0),
        places.disaster[who.village, clock.calendar_month[month] - 1] * severity,
        np.full(len(who), constants.price_fall * severity),
    )


def _pushes(who: Circumstances, factory: np.ndarray, disaster: np.ndarray, price_fall: np.ndarray) -> Pushes:
    constants = CONSTANTS.events
    farms = who.farm > 0
    flooded = farms * constants.disaster_reach * disaster
    unsold = who.sells_crop * constants.price_fall_reach * price_fall
    return Pushes(work=who.factory * constants.factory_reach * factory, production=1 - (1 - flooded) * (1 - unsold))


def chances(who: Circumstances, clock: Clock, month: int, pushes: Pushes) -> Chances:
    """The transition probabilities of a month."""
    calendar_month = int(clock.calendar_month[month])
    return Chances(
        health=_health(who),
        work=np.stack([_work(who, calendar_month, health, pushes.work) for health in (WELL, FLARE, MAJOR)]),
        production=_production(who, calendar_month, pushes.production),
    )


def _health(who: Circumstances) -> np.ndarray:
    rates, count = CONSTANTS.health, len(who)
    flare = rates.none_to_flare + rates.flare_per_chronic * who.chronic
    major = rates.none_to_major + rates.major_per_elder * who.elders + rates.major_per_chronic * who.chronic
    return np.stack(
        [
            _row(1 - flare - major, flare, major),
            _row(*_constant(count, rates.flare_to_none, None, rates.flare_to_major)),
            _row(*_constant(count, rates.major_to_none, rates.major_to_flare, None)),
        ]
    )


def _row(*cells: np.ndarray) -> np.ndarray:
    return np.stack(cells)


def _constant(count: int, *rates: float | None) -> list[np.ndarray]:
    """A row of a matrix that is the same for all; None takes the rest."""
    rest = 1 - sum(r for r in rates if r is not None)
    return [np.full(count, rest if r is None else r) for r in rates]


def _work(who: Circumstances, calendar_month: int, health: int, push: np.ndarray) -> np.ndarray:
    rates = CONSTANTS.work
    down = np.where(who.temporary, rates.temporary, 1.0) * np.where(who.registered, rates.registered, 1.0)
    down = down * np.where(who.low_schooling, rates.low_schooling, 1.0)
    down = down * (rates.winter if calendar_month in (12, 1, 2) else 1.0)
    up = np.full(len(who), rates.after_festival if calendar_month in (3, 4) else 1.0)
    if health == MAJOR:
        down, up = down * rates.when_seriously_ill, up * rates.rehired_when_ill
    unstable, lost = rates.steady_to_unstable * down, rates.steady_to_lost * down
    back, gone = rates.unstable_to_steady * up, rates.unstable_to_lost * down
    steady_again, some_again = rates.lost_to_steady * up, rates.lost_to_unstable * up
    stay = 1 - push
    matrix = np.stack(
        [
            _row((1 - unstable - lost) * stay, unstable * stay, lost * stay + push),
            _row(back * stay, (1 - back - gone) * stay, gone * stay + push),
            _row(steady_again, some_again, 1 - steady_again - some_again),
        ]
    )
    none = np.eye(3)[:, :, None]  # without an earner there is no work to lose
    return np.where(who.main_earner >= 0, matrix, none)


def _production(who: Circumstances, calendar_month: int, push: np.ndarray) -> np.ndarray:
    rates, farms = CONSTANTS.production, who.farm > 0
    fails = farms * rates.fails * (rates.growing_season if 4 <= calendar_month <= 9 else 1.0)
    fails = 1 - (1 - fails) * (1 - push)
    recovers = np.full(len(who), rates.recovers * (rates.after_harvest if calendar_month in (6, 10) else 1.0))
    return np.stack([_row(1 - fails, fails), _row(recovers, 1 - recovers)])
