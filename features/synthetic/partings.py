"""Deaths, marriages, removals and splits: who leaves which household when, and which households begin and end."""

from dataclasses import dataclass

import numpy as np

from features.synthetic.chances import LOST, MAJOR, WELL
from features.synthetic.circumstances import Circumstances
from features.synthetic.clock import NEVER, Clock
from features.synthetic.constants import CONSTANTS
from features.synthetic.paths import Paths
from features.synthetic.population import CHILD, YEAR, People


@dataclass(frozen=True)
class Existence:
    """When households begin and end (days, NEVER for none), out of which they split, into which they merged."""

    begins: np.ndarray
    ends: np.ndarray
    split_from: np.ndarray
    merged_into: np.ndarray

    def through(self, clock: Clock) -> np.ndarray:
        """Which households exist at the end of each month; bool, (households, months)."""
        begun = self.begins[:, None] <= clock.ends[None, :]
        return begun & ((self.ends[:, None] == NEVER) | (self.ends[:, None] > clock.ends[None, :]))


def part(people: People, who: Circumstances, paths: Paths, clock: Clock, rng: np.random.Generator) -> Existence:
    """Let people leave (changes `people`), and say which households that begins or ends."""
    _deaths_of_patients_and_earners(people, who, paths, clock, rng)
    _deaths_of_age(people, clock, rng)
    _marriages(people, clock, rng)
    _removals(people, who, clock, rng)
    split_from, split_on = _splits(people, who, clock, rng)
    begins = np.where(split_from >= 0, split_on, NEVER)
    _births_need_a_mother(people, clock)
    merged_into = _mergers(people, who, split_from, clock, rng)
    return Existence(begins=begins, ends=_ends(people, len(who)), split_from=split_from, merged_into=merged_into)


def _leave(people: People, persons: np.ndarray, day: np.ndarray, by: str) -> None:
    """`persons` leave on `day` unless they have left before."""
    first = (people.left[persons] == NEVER) | (people.left[persons] > day)
    first &= day > people.joined[persons]
    people.left[persons[first]] = day[first]
    people.left_by[persons[first]] = by


def _deaths_of_patients_and_earners(
    people: People, who: Circumstances, paths: Paths, clock: Clock, rng: np.random.Generator
) -> None:
    ends_ill = (paths.health[:, :-1] == MAJOR) & (paths.health[:, 1:] == WELL)
    loses = (paths.work[:, :-1] != LOST) & (paths.work[:, 1:] == LOST)
    rates = (
        (ends_ill, CONSTANTS.health.patient_dies, who.patient),
        (loses, CONSTANTS.work.earner_dies, who.main_earner),
    )
    for happened, rate, persons in rates:
        happened &= (rng.random(happened.shape) < rate) & (persons >= 0)[:, None]
        happened[:, : clock.first] = False
        household, month = np.nonzero(happened)
        day = clock.starts[month + 1] + rng.integers(0, 27, len(month))
        _leave(people, persons[household], day, "death")


def _deaths_of_age(people: People, clock: Clock, rng: np.random.Generator) -> None:
    age = (clock.first_day - people.born) / YEAR
    rate = CONSTANTS.population.death_a_year_70 * 2 ** ((age - 70) / 8)
    years = rng.exponential(1 / np.clip(rate, 1e-6, 2.0))
    span = clock.ends[-1] - clock.first_day
    old = np.flatnonzero((age > 45) & (years * YEAR < span))
    _leave(people, old, (clock.first_day + years[old] * YEAR).astype(np.int64), "death")


def _marriages(people: People, clock: Clock, rng: np.random.Generator) -> None:
    """Grown-up children marry out of the county's households; the earners of the hazard stay."""
    age = (clock.first_day - people.born) / YEAR
    span = int(clock.ends[-1] - clock.first_day)
    share = CONSTANTS.population.marriage_a_year * span / YEAR
    weds = np.flatnonzero((people.relation == CHILD) & (age > 18) & (age < 30) & (rng.random(len(people)) < share))
    _leave(people, weds, clock.first_day + rng.integers(0, span, len(weds)), "marriage")


def _removals(people: People, who: Circumstances, clock: Clock, rng: np.random.Generator) -> None:
    """Whole households move out of the county."""
    span = int(clock.ends[-1] - clock.first_day)
    goes = rng.random(len(who)) < CONSTANTS.population.dissolved_a_year * span / YEAR
    day = clock.first_day + rng.integers(0, span, len(who))
    persons = np.flatnonzero(goes[people.household])
    _leave(people, persons, day[people.household[persons]], "move")


def _splits(
    people: People, who: Circumstances, clock: Clock, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Young households that appear within the records out of another one of their village."""
    count = len(who)
    young = (clock.first_day - people.born) / YEAR < 40
    all_young = np.bincount(people.household[~young], minlength=count) == 0
    candidates = np.flatnonzero(all_young & (who.members <= 4))
    wanted = round(CONSTANTS.population.split_off * count)
    chosen = rng.permutation(candidates)[:wanted]
    split_from = np.full(count, -1)
    split_from[chosen] = _parents(people, who, chosen, rng)
    span = int(clock.ends[clock.now] - clock.first_day)
    split_on = clock.first_day + rng.integers(20, span, count)
    persons = np.flatnonzero(split_from[people.household] >= 0)
    day = split_on[people.household[persons]]
    grown = people.born[persons] < day
    people.joined[persons] = np.where(grown, day, people.joined[persons])
    people.joined_by[persons[grown]] = "split"
    gone = (people.left[persons] != NEVER) & (people.left[persons] <= day)  # they part only after they were here
    people.left[persons[gone]] = NEVER
    return split_from, split_on


def _parents(people: People, who: Circumstances, chosen: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """For each of `chosen` a lasting household of the same village with an elder, or -1."""
    elder = np.bincount(people.household[people.relation == CHILD], minlength=len(who)) == 0
    leaves = np.bincount(people.household[people.left != NEVER], minlength=len(who)) > 0
    may = np.flatnonzero((who.members >= 2) & elder & ~leaves)
    may = may[~np.isin(may, chosen)]
    may = may[np.lexsort((rng.random(len(may)), who.village[may]))]
    first = np.searchsorted(who.village[may], who.village[chosen], side="left")
    last = np.searchsorted(who.village[may], who.village[chosen], side="right")
    pick = first + (rng.random(len(chosen)) * (last - first)).astype(np.int64)
    return np.where(last > first, may[np.minimum(pick, max(len(may) - 1, 0))] if len(may) else -1, -1)


def _mergers(
    people: People, who: Circumstances, split_from: np.ndarray, clock: Clock, rng: np.random.Generator
) -> np.ndarray:
    """Elders who live alone move in with a lasting household of their village; -1 for all others."""
    count, span = len(who), int(clock.ends[-1] - clock.first_day)
    alone = (who.members == 1) & (who.elders == 1) & (_ends(people, count) == NEVER) & (split_from < 0)
    share = CONSTANTS.population.merged_a_year * span / YEAR
    chosen = np.flatnonzero(alone & (rng.random(count) < share))
    merged_into = np.full(count, -1)
    merged_into[chosen] = _parents(people, who, chosen, rng)
    merged_into[split_from >= 0] = -1
    day = clock.first_day + rng.integers(0, span, count)
    persons = np.flatnonzero(people.present(clock.first_day) & (merged_into[people.household] >= 0))
    _leave(people, persons, day[people.household[persons]], "move")
    return merged_into


def _births_need_a_mother(people: People, clock: Clock) -> None:
    """No child is born into a household that nobody else lives in any more: such births do not happen."""
    born = people.joined_by == "birth"
    last = np.where(people.left == NEVER, clock.ends[-1] + 1, people.left)
    until = np.zeros(people.household.max() + 1, dtype=np.int64)
    np.maximum.at(until, people.household[~born], last[~born])
    late = born & (people.joined >= until[people.household])
    people.left[late] = people.joined[late]
    people.left_by[late] = "move"
    orphan = born & ~late & (last > until[people.household])
    ends = until[people.household] <= clock.ends[-1]
    people.left[orphan & ends] = until[people.household][orphan & ends]
    people.left_by[orphan & ends] = "move"


def _ends(people: People, households: int) -> np.ndarray:
    """The day on which the last member left; NEVER while somebody stays."""
    stays = np.bincount(people.household[people.left == NEVER], minlength=households) > 0
    last = np.full(households, NEVER)
    np.maximum.at(last, people.household[people.real], people.left[people.real])
    return np.where(stays, NEVER, last)
