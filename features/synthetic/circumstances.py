"""What lasts in a household: where it lives, what it earns and owns, who works, who is insured."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from features.synthetic.clock import Clock
from features.synthetic.constants import CONSTANTS
from features.synthetic.places import Places
from features.synthetic.population import CHILD, HEAD, PARENT, SPOUSE, People, able, students

PLACES_OF_WORK: Final = np.array(["township", "county", "province", "outside"])


@dataclass(frozen=True)
class Circumstances:
    """The households of a block side by side; persons are named by their number in `People`, -1 for none.

    `log_ratio` is the log of lasting income per head over the line of the first month. `wages`,
    `farm`, `trade` and `transfers` are its shares. `cushion` (0 to 1) is savings and land.
    `uninsured` is by household and calendar year, `students_beyond` by household and month.
    """

    village: np.ndarray
    formerly_poor: np.ndarray
    members: np.ndarray
    earners: np.ndarray
    main_earner: np.ndarray
    other_earner: np.ndarray
    patient: np.ndarray
    temporary: np.ndarray
    registered: np.ndarray
    low_schooling: np.ndarray
    workplace: np.ndarray
    factory: np.ndarray
    elders: np.ndarray
    chronic: np.ndarray
    labour: np.ndarray
    log_ratio: np.ndarray
    wages: np.ndarray
    farm: np.ndarray
    trade: np.ndarray
    transfers: np.ndarray
    sells_crop: np.ndarray
    land_mu: np.ndarray
    savings: np.ndarray
    cushion: np.ndarray
    frailty: np.ndarray
    allowance: np.ndarray
    uninsured: np.ndarray
    students_beyond: np.ndarray

    def __len__(self) -> int:
        return len(self.village)

    def closeness(self, clock: Clock, month: int) -> np.ndarray:
        """The log of lasting income per head over the line in a month: incomes grow, the line steps."""
        grown = CONSTANTS.income.growth * (month - clock.first) / 12
        return self.log_ratio + grown - np.log(clock.line[month] / clock.line[clock.first])

    def yearly_income(self, clock: Clock, month: int) -> np.ndarray:
        """Lasting household income at the year's rate, CNY."""
        grown = np.exp(CONSTANTS.income.growth * (month - clock.first) / 12)
        return np.exp(self.log_ratio) * clock.line[clock.first] * self.members * grown


def make_circumstances(
    people: People, places: Places, households: int, clock: Clock, rng: np.random.Generator
) -> Circumstances:
    """Draw what lasts for the households of `people`."""
    day = clock.first_day
    here = people.present(day)
    age = people.age(day)
    works = able(people, day) & here
    count = _counter(people, households)
    members, labour = np.maximum(1, count(here)), count(works)
    elders, chronic = count(here & (age >= 65)), count(here & people.chronic)
    village = rng.integers(0, len(places.township), households)
    mountain = places.mountainous[village]
    constants = CONSTANTS.income
    poor_share = constants.formerly_poor + constants.formerly_poor_mountain * (mountain - CONSTANTS.county.mountainous)
    formerly_poor = rng.random(households) < poor_share
    earns = works & (rng.random(len(people)) < constants.wage_worker)
    main, other, earners = _earners(people, earns, households, rng)
    schooling = np.where(main >= 0, people.schooling[main], 0)
    log_ratio = _log_ratio(formerly_poor, labour / members, schooling, main >= 0, chronic, places.effect[village], rng)
    workplace, temporary, registered = _work(main, schooling, rng)
    factory = places.factory[places.township[village]] & (workplace == 0) & (main >= 0)
    factory &= rng.random(households) < constants.factory_worker
    land = np.round(np.where(rng.random(households) < 0.92, rng.gamma(3.0, 0.45, households) * members, 0.0), 1)
    shares = _shares(earners, labour, land, members, rng)
    savings = np.clip(rng.beta(1.6, 2.6, households) + 0.45 * (log_ratio - 0.4), 0, 1)
    poorest = log_ratio < constants.allowance_ratio
    return Circumstances(
        village=village,
        formerly_poor=formerly_poor,
        members=members,
        earners=earners,
        main_earner=main,
        other_earner=other,
        patient=_patient(people, here, age, households, rng),
        temporary=temporary,
        registered=registered,
        low_schooling=schooling <= 1,
        workplace=workplace,
        factory=factory,
        elders=elders,
        chronic=chronic,
        labour=labour,
        log_ratio=log_ratio,
        wages=shares[0],
        farm=shares[1],
        trade=shares[2],
        transfers=shares[3],
        sells_crop=(shares[1] > 0.05) & (rng.random(households) < 0.55),
        land_mu=land,
        savings=savings,
        cushion=0.65 * savings + 0.35 * np.clip(land / members / 2.5, 0, 1),
        frailty=rng.normal(0, CONSTANTS.hazard.frailty, households),
        allowance=(poorest & (rng.random(households) < constants.allowance)) | (poorest & (labour == 0)),
        uninsured=_uninsured(households, clock, rng),
        students_beyond=_students_beyond(people, count, clock),
    )


def _counter(people: People, households: int) -> Callable[[np.ndarray], np.ndarray]:
    """Counts persons by household."""

    def count(which: np.ndarray) -> np.ndarray:
        return np.bincount(people.household[which], minlength=households)

    return count


def first_of(people: People, which: np.ndarray, order: np.ndarray, households: int) -> np.ndarray:
    """The person of each household with the lowest `order` among `which`; -1 where there is none."""
    persons = np.flatnonzero(which)
    persons = persons[np.lexsort((order[persons], people.household[persons]))]
    found = np.full(households, -1)
    owner, at = np.unique(people.household[persons], return_index=True)
    found[owner] = persons[at]
    return found


def _earners(
    people: People, earns: np.ndarray, households: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The main earner, another one, and how many there are."""
    order = np.select([people.relation == HEAD, people.relation == SPOUSE, people.relation == CHILD], [0, 1, 2], 3)
    order = order + rng.random(len(people))
    main = first_of(people, earns, order, households)
    rest = earns.copy()
    rest[main[main >= 0]] = False
    other = first_of(people, rest, order, households)
    return main, other, np.bincount(people.household[earns], minlength=households)


def _patient(
    people: People, here: np.ndarray, age: np.ndarray, households: int, rng: np.random.Generator
) -> np.ndarray:
    """Who falls ill when illness comes: the chronically ill and the old before others."""
    order = rng.random(len(people)) * 2 - people.chronic * 1.2 - (age >= 60) * 0.6 - (people.relation == PARENT) * 0.2
    return first_of(people, here, order, households)


def _log_ratio(
    formerly_poor: np.ndarray,
    labour_share: np.ndarray,
    schooling: np.ndarray,
    has_earner: np.ndarray,
    chronic: np.ndarray,
    effect: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    constants = CONSTANTS.income
    middle = np.where(formerly_poor, constants.log_ratio_formerly_poor, constants.log_ratio_other)
    spread = np.where(formerly_poor, constants.spread_formerly_poor, constants.spread_other)
    ratio = middle + effect + constants.per_labour_share * (labour_share - 0.5) + constants.chronic * chronic
    ratio = ratio + constants.per_schooling * np.where(has_earner, schooling - 2, 0)
    ratio = ratio + spread * rng.normal(size=len(middle))
    above = (ratio - constants.floor) / constants.floor_softness
    return constants.floor + constants.floor_softness * np.logaddexp(0, above)


def _work(
    main: np.ndarray, schooling: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Place of work (index), temporary, registered, of the main earner."""
    count, constants = len(main), CONSTANTS.income
    outside = constants.outside_province
    workplace = rng.choice(4, count, p=[0.30, 0.20, 0.50 - outside, outside])
    temporary = rng.random(count) < constants.temporary + 0.10 * (schooling <= 1) - 0.15 * (schooling >= 3)
    registered = ~temporary & (rng.random(count) < constants.registered / (1 - constants.temporary))
    return workplace, temporary, registered


def _shares(
    earners: np.ndarray, labour: np.ndarray, land: np.ndarray, members: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Shares of lasting income: wages, farm, trade, transfers; they add to 1."""
    count = len(earners)
    trader = rng.random(count) < CONSTANTS.income.trader
    wages = np.where(earners > 0, rng.uniform(0.8, 1.6, count) * np.minimum(earners, 3) ** 0.5, 0.0)
    farm = np.where((labour > 0) | (rng.random(count) < 0.4), rng.uniform(0.15, 0.6, count), 0.0)
    farm = farm * np.clip(land / members, 0, 3) * np.where(earners == 0, 1.6, 1.0)
    trade = np.where(trader & (labour > 0), rng.uniform(0.3, 1.5, count), 0.0)
    transfers = rng.uniform(0.08, 0.2, count) + np.where(labour == 0, 0.8, 0.0)
    total = wages + farm + trade + transfers
    return wages / total, farm / total, trade / total, transfers / total


def _uninsured(households: int, clock: Clock, rng: np.random.Generator) -> np.ndarray:
    """Whether some member lacks cover, by household and calendar year of the clock; it tends to last."""
    share = CONSTANTS.records.uninsured_households
    years = len(clock.years_lived())
    found = np.zeros((households, years), dtype=bool)
    found[:, 0] = rng.random(households) < share
    for year in range(1, years):
        stays = rng.random(households)
        found[:, year] = np.where(found[:, year - 1], stays < 0.65, stays < 0.35 * share / (1 - share))
    return found


def _students_beyond(people: People, count: Callable[[np.ndarray], np.ndarray], clock: Clock) -> np.ndarray:
    """Students beyond compulsory school by household and month."""
    years = {y: students(people, y) for y in range(int(clock.year[0]) - 1, int(clock.year[-1]) + 1)}
    by_year = {y: count(s.attends & (s.stage >= 3)) for y, s in years.items()}
    months = zip(clock.year, clock.calendar_month, strict=True)
    return np.stack([by_year[int(y) if m >= 9 else int(y) - 1] for y, m in months], axis=1)
