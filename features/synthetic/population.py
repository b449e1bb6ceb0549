"""Who lives in the invented county: households of the census's kinds, their persons, births and partings."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from features.synthetic.clock import NEVER, Clock, as_date, days
from features.synthetic.constants import CENSUS, CONSTANTS

YEAR: Final = 365.25
SINGLE, COUPLE, FAMILY, LONE_PARENT, WITH_PARENTS, GRANDPARENTS, THREE = range(7)
HEAD, SPOUSE, CHILD, GRANDCHILD, PARENT = range(5)
RELATIONS: Final = np.array(["head", "spouse", "child", "grandchild", "parent"])
SCHOOLING: Final = np.array(["illiterate", "primary", "junior", "senior", "college"])
BY_AGE: Final = {  # shares of the levels for the young, the middle-aged and the old
    35: (0.01, 0.09, 0.42, 0.26, 0.22),
    55: (0.05, 0.38, 0.45, 0.09, 0.03),
    200: (0.29, 0.52, 0.16, 0.03, 0.00),
}
SLOTS: Final = 8  # head, spouse, three children, two parents, a child still to be born


@dataclass
class People:
    """The persons of a block, ordered by household; days since 1970, NEVER where nothing happened.

    A person belongs to `household` from `joined` until the day before `left`.
    """

    household: np.ndarray
    relation: np.ndarray
    born: np.ndarray
    female: np.ndarray
    schooling: np.ndarray
    disability: np.ndarray
    grade: np.ndarray
    chronic: np.ndarray
    studies_on: np.ndarray
    joined: np.ndarray
    joined_by: np.ndarray
    left: np.ndarray
    left_by: np.ndarray

    def __len__(self) -> int:
        return len(self.household)

    def age(self, day: int) -> np.ndarray:
        """Ages on a day in full years; negative before birth."""
        return np.floor((day - self.born) / YEAR).astype(np.int64)

    def present(self, day: int) -> np.ndarray:
        """Who is a member on the day."""
        return (self.joined <= day) & ((self.left == NEVER) | (self.left > day))

    @property
    def real(self) -> np.ndarray:
        """Who was a member for a day at least; the others are births that did not happen."""
        return (self.left == NEVER) | (self.left > self.joined)

    @property
    def severe(self) -> np.ndarray:
        """Who is severely disabled (grade 1 or 2)."""
        return (self.disability > 0) & (self.grade <= 2)


def make_people(households: int, clock: Clock, rng: np.random.Generator) -> People:
    """Draw the persons of so many households as they stand when the records begin, and the births to come."""
    kind = _kinds(households, rng)
    ages, exists = _ages(kind, rng)
    exists[:, 7], birth = _births(ages, exists, clock, rng)
    household, slot = np.nonzero(exists)
    born = np.where(slot == 7, birth[household], clock.first_day - np.round(ages[household, slot] * YEAR))
    born = born.astype(np.int64)
    age = (clock.first_day - born) / YEAR
    count = len(household)
    child = np.where(kind[household] == GRANDPARENTS, GRANDCHILD, CHILD)
    relation = np.select([slot == 0, slot == 1, np.isin(slot, (5, 6))], [HEAD, SPOUSE, PARENT], child)
    constants = CONSTANTS.population
    disabled = rng.random(count) < constants.disabled_base + constants.disabled_over_60 * (age > 60)
    chronic_rate = np.select(
        [age < 40, age < 60], [constants.chronic_under_40, constants.chronic_40_to_60], constants.chronic_over_60
    )
    return People(
        household=household,
        relation=relation,
        born=born,
        female=np.where(relation == HEAD, rng.random(count) < 0.17, rng.random(count) < 0.52),
        schooling=_schooling(age, rng),
        disability=np.where(
            disabled, rng.choice(np.arange(1, 8), count, p=[0.12, 0.2, 0.02, 0.5, 0.08, 0.06, 0.02]), 0
        ),
        grade=np.where(rng.random(count) < constants.severe, rng.integers(1, 3, count), rng.integers(3, 5, count)),
        chronic=rng.random(count) < chronic_rate,
        studies_on=rng.random(count),
        joined=np.where(slot == 7, born, clock.starts[0] - rng.integers(400, 9000, count)),
        joined_by=np.where(slot == 7, "birth", "registered"),
        left=np.full(count, NEVER),
        left_by=np.full(count, "", dtype="<U8"),
    )


def _kinds(households: int, rng: np.random.Generator) -> np.ndarray:
    shares = CENSUS.households
    two = shares.two_generations
    three = shares.three_generations + shares.four_generations
    couples = shares.one_generation - shares.one_person
    weights = np.array([shares.one_person, couples, two * 0.70, two * 0.10, two * 0.12, two * 0.08, three])
    return rng.choice(7, households, p=weights / weights.sum())


def _ages(kind: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Ages by household and slot, and which slots are taken."""
    count = len(kind)
    old = rng.random(count) < np.where(kind == SINGLE, 0.55, 0.48)
    low = np.select([kind == SINGLE, kind == COUPLE], [np.where(old, 62, 22), np.where(old, 58, 24)], 25)
    high = np.select([kind == SINGLE, kind == COUPLE], [np.where(old, 87, 60), np.where(old, 82, 57)], 48)
    low, high = np.where(kind == GRANDPARENTS, 52, low), np.where(kind == GRANDPARENTS, 72, high)
    low, high = np.where(kind == WITH_PARENTS, 30, low), np.where(kind == WITH_PARENTS, 56, high)
    ages = np.full((count, SLOTS), np.nan)
    exists = np.zeros((count, SLOTS), dtype=bool)
    ages[:, 0], exists[:, 0] = rng.triangular(low, low * 0.55 + high * 0.45, high), True
    ages[:, 1] = np.maximum(20, ages[:, 0] + rng.normal(-1.5, 3, count))
    exists[:, 1] = np.isin(kind, (COUPLE, FAMILY, WITH_PARENTS, THREE)) | (
        (kind == GRANDPARENTS) & (rng.random(count) < 0.7)
    )
    _add_children(kind, ages, exists, rng)
    has_parents = np.isin(kind, (WITH_PARENTS, THREE))
    ages[:, 5] = np.minimum(94, ages[:, 0] + rng.uniform(20, 30, count))
    ages[:, 6] = np.minimum(94, ages[:, 5] + rng.normal(-2, 3, count))
    exists[:, 5] = has_parents
    exists[:, 6] = has_parents & (rng.random(count) < 0.45)
    return ages, exists


def _add_children(kind: np.ndarray, ages: np.ndarray, exists: np.ndarray, rng: np.random.Generator) -> None:
    count = len(kind)
    has_children = np.isin(kind, (FAMILY, LONE_PARENT, GRANDPARENTS, THREE))
    children = np.where(has_children, rng.choice([1, 2, 3], count, p=[0.26, 0.48, 0.26]), 0)
    generations = np.where(kind == GRANDPARENTS, 2, 1)
    eldest = ages[:, 0] - generations * rng.uniform(20, 27, count)
    eldest = np.where(kind == GRANDPARENTS, rng.uniform(2, 16, count), eldest)
    for n in range(3):
        ages[:, 2 + n] = np.clip(eldest - n * rng.uniform(1.5, 5, count), 0.1, 30)
        exists[:, 2 + n] = children > n


def _births(
    ages: np.ndarray, exists: np.ndarray, clock: Clock, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Whether a child will be born within the months of the clock, and on which day."""
    young = exists[:, 1] & (ages[:, 1] < 38) & (ages[:, 1] > 20)
    span = int(clock.ends[clock.now] - clock.starts[0])
    share = CONSTANTS.population.birth_a_year * span / YEAR
    return young & (rng.random(len(ages)) < share), clock.starts[0] + rng.integers(0, span, len(ages))


def _schooling(age: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Highest level reached, 0 (illiterate) to 4 (college); the young are still on their way."""
    drawn = rng.random(len(age))
    level = np.zeros(len(age), dtype=np.int64)
    below = -1
    for until, shares in BY_AGE.items():
        inside = (age >= below) & (age < until)
        level[inside] = np.searchsorted(np.cumsum(shares)[:-1], drawn[inside], side="right")
        below = until
    reached = np.select([age < 7, age < 13, age < 16, age < 19], [0, 1, 1, 2], 4)
    return np.minimum(level, reached)


@dataclass(frozen=True)
class Students:
    """Who is at school in a school year that begins in September of `year`, and at which stage (index)."""

    attends: np.ndarray
    stage: np.ndarray


STAGES: Final = np.array(["preschool", "primary", "junior", "senior", "vocational", "college"])


def students(people: People, year: int) -> Students:
    """Everybody's schooling in the school year from September; compulsory school is attended by all."""
    age = people.age(days(date(year, 9, 1)))
    beyond = people.studies_on
    stage = np.select([age < 6, age < 12, age < 15, beyond < 0.45, beyond < 0.80], [0, 1, 2, 3, 4], 4)
    stage = np.where(age >= 18, 5, stage)
    attends = (age >= 3) & (age < 22)
    attends &= (age < 15) | ((age < 18) & (beyond < 0.80)) | ((age >= 18) & (beyond < 0.36))
    attends &= np.isin(people.relation, (CHILD, GRANDCHILD))
    attends &= (age >= 6) | (beyond < 0.85)
    return Students(attends=attends & ~people.severe, stage=stage)


def able(people: People, day: int) -> np.ndarray:
    """Who can work on a day: 16 to 64, not severely disabled, not at school."""
    age = people.age(day)
    on = as_date(day)
    at_school = students(people, on.year if on.month >= 9 else on.year - 1).attends
    return (age >= 16) & (age < 65) & ~people.severe & ~at_school
