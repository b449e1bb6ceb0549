"""Records of households and their members: registration, births, deaths, marriages, splits, removals."""

import numpy as np

from features.synthetic.clock import NEVER, year_end
from features.synthetic.constants import CENSUS, CONSTANTS
from features.synthetic.ledger import Ledger, lags
from features.synthetic.population import CHILD, HEAD, RELATIONS, SCHOOLING, able
from features.synthetic.world import World


def write_membership(world: World, ledger: Ledger) -> None:
    """Write tables households and members."""
    rng = world.stream("membership")
    known_left = np.where(
        world.people.left == NEVER, NEVER, world.people.left + lags(rng, len(world.people), 2, 30, 0.05)
    )
    known_split = world.existence.begins + lags(rng, len(world.who), 3, 25)
    _write_households(world, ledger, known_left, known_split, rng)
    _write_members(world, ledger, known_left, known_split, rng)


def _write_households(
    world: World, ledger: Ledger, known_left: np.ndarray, known_split: np.ndarray, rng: np.random.Generator
) -> None:
    who, existence, clock, people = world.who, world.existence, world.clock, world.people
    count = len(who)
    split = existence.split_from >= 0
    happened = np.where(split, existence.begins, clock.starts[0] - rng.integers(300, 5000, count))
    head = np.zeros(count, dtype=bool)
    head[people.household[(people.relation == HEAD) & people.female]] = True
    minority_share = np.where(world.places.minority_township[world.places.township[who.village]], 0.85, 0.35)
    minority = rng.random(count) < minority_share * CENSUS.people.ethnic_minority / 0.55
    lifted = np.where(who.formerly_poor, days_of_lifting(rng, count), NEVER)
    columns = {
        "household": np.arange(count),
        "formerly_poor": who.formerly_poor,
        "resettled": world.places.resettlement_site[who.village] & who.formerly_poor & (rng.random(count) < 0.8),
        "marked_lifted_out_on": lifted,
        "came_from_household_id": _named(ledger, existence.split_from),
        "head_female": head,
        "head_ethnic_minority": minority,
        "migrant": (who.workplace >= 2)
        & (who.main_earner >= 0)
        & (who.labour == who.members)
        & (rng.random(count) < 0.5),
    }
    village = world.places.village_codes[who.village]
    lag = np.where(split, known_split - happened, lags(rng, count, 5, 60))
    ends = np.full(count, NEVER)
    record = ledger.add("households", happened_on=happened, lag=lag, village_code=village, ended_on=ends, **columns)
    gone = np.flatnonzero(existence.ends != NEVER)
    known_gone = np.full(count, NEVER)
    np.maximum.at(known_gone, people.household[people.real], known_left[people.real])
    some = {name: values[gone] for name, values in columns.items()}
    ledger.add(
        "households",
        happened_on=happened[gone],
        lag=known_gone[gone] - happened[gone],
        record=record[gone],
        version=2,
        village_code=village[gone],
        ended_on=existence.ends[gone],
        **some,
    )
    _write_moves(world, ledger, columns, rng)


def days_of_lifting(rng: np.random.Generator, count: int) -> np.ndarray:
    """When formerly poor households were marked as lifted out: at the year's end, 2016 to 2020."""
    ends = np.array([year_end(y) for y in range(2016, 2021)])
    return rng.choice(ends, count, p=[0.12, 0.18, 0.25, 0.30, 0.15])


def _named(ledger: Ledger, households: np.ndarray) -> np.ndarray:
    names = np.array([*ledger.household_ids.to_pylist(), ""])
    return names[households]


def _write_moves(world: World, ledger: Ledger, columns: dict[str, np.ndarray], rng: np.random.Generator) -> None:
    """A household that changes its village gets a further row; what was, stays."""
    clock, count = world.clock, len(world.who)
    span = int(clock.ends[clock.now] - clock.first_day)
    share = CONSTANTS.county.moves_a_year * span / 365.25
    lasts = (world.existence.ends == NEVER) & (world.existence.split_from < 0)
    movers = np.flatnonzero(lasts & (rng.random(count) < share))
    village = world.places.village_codes[rng.integers(0, len(world.places.township), len(movers))]
    ledger.add(
        "households",
        happened_on=clock.first_day + rng.integers(0, span, len(movers)),
        lag=lags(rng, len(movers), 5, 40),
        village_code=village,
        ended_on=np.full(len(movers), NEVER),
        **{name: values[movers] for name, values in columns.items()},
    )


def _write_members(
    world: World, ledger: Ledger, known_left: np.ndarray, known_split: np.ndarray, rng: np.random.Generator
) -> None:
    people, clock = world.people, world.clock
    count = len(people)
    split = people.joined_by == "split"
    lag = np.where(split, known_split[people.household] - people.joined, lags(rng, count, 5, 45))
    columns = {
        "household": people.household,
        "person": np.arange(count),
        "relation": RELATIONS[people.relation],
        "born_on": people.born,
        "joined_by": people.joined_by,
        "schooling_level": SCHOOLING[people.schooling],
        "equivalent_adults": np.ones(count),
        "identity_valid": rng.random(count) >= CONSTANTS.population.identity_invalid,
        "sex": np.where(people.female, "female", "male"),
    }
    labour = labour_of(world, clock.first_day)
    nobody_left = {"left_on": np.full(count, NEVER), "left_by": np.full(count, "", dtype="<U8")}
    record = ledger.new_records("members", count)

    def add(which: np.ndarray, lag: np.ndarray, version: int, labour: np.ndarray, **left: np.ndarray) -> None:
        which = which[people.real[which]]
        some = {name: values[which] for name, values in (columns | left).items()}
        happened = people.joined[which]
        ledger.add(
            "members",
            happened_on=happened,
            lag=lag[which],
            record=record[which],
            version=version,
            labour=labour[which],
            **some,
        )

    add(np.arange(count), lag, 0, labour, **nobody_left)
    for number, year in enumerate(sorted({int(y) for y in clock.year[clock.recorded]})[1:], start=1):
        review = year_end(year - 1) + 1 + rng.integers(5, 26, count)
        now = labour_of(world, year_end(year - 1))
        stays = (people.left == NEVER) | (known_left > review)
        changed = np.flatnonzero((now != labour) & stays & (people.joined + lag < review))
        add(changed, review - people.joined, number, now, **nobody_left)
        labour = now
    gone = np.flatnonzero(people.left != NEVER)
    add(gone, known_left - people.joined, 90, labour, left_on=people.left, left_by=people.left_by)
    _write_former(world, ledger, columns, labour, known_split, rng)
    _write_merged(world, ledger, columns, labour, known_left)
    _write_double(world, ledger, columns, labour, rng)


def labour_of(world: World, day: int) -> np.ndarray:
    """Capacity for work on a day, as the county writes it down."""
    people = world.people
    age = people.age(day)
    works = able(people, day)
    weak = (age >= 58) | (people.disability > 0) | (people.chronic & (age >= 50))
    return np.select(
        [works & weak, works & (people.schooling >= 3), works, people.severe & (age >= 16), (age >= 65) & (age < 72)],
        ["weak", "skilled", "ordinary", "lost", "weak"],
        "none",
    )


def _write_former(
    world: World,
    ledger: Ledger,
    columns: dict[str, np.ndarray],
    labour: np.ndarray,
    known_split: np.ndarray,
    rng: np.random.Generator,
) -> None:
    """Those who split off were members of their old household before."""
    people, existence, clock = world.people, world.existence, world.clock
    persons = np.flatnonzero(people.joined_by == "split")
    old = existence.split_from[people.household[persons]]
    joined = np.maximum(people.born[persons], clock.starts[0] - rng.integers(400, 9000, len(persons)))
    some = {name: values[persons] for name, values in columns.items()}
    some |= {"household": old, "relation": np.where(people.relation[persons] == HEAD, RELATIONS[CHILD], "other")}
    some |= {"joined_by": np.full(len(persons), "registered"), "labour": labour[persons]}
    empty = {"left_on": np.full(len(persons), NEVER), "left_by": np.full(len(persons), "", dtype="<U8")}
    record = ledger.add("members", happened_on=joined, lag=lags(rng, len(persons), 5, 45), **some, **empty)
    split_on = existence.begins[people.household[persons]]
    lag = known_split[people.household[persons]] - joined
    left = {"left_on": split_on, "left_by": np.full(len(persons), "split")}
    ledger.add("members", happened_on=joined, lag=lag, record=record, version=1, **some, **left)


def _write_merged(
    world: World, ledger: Ledger, columns: dict[str, np.ndarray], labour: np.ndarray, known_left: np.ndarray
) -> None:
    """Who gave up a household of their own is a member of another from then on."""
    people, merged_into = world.people, world.existence.merged_into
    persons = np.flatnonzero((merged_into[people.household] >= 0) & (people.left_by == "move"))
    some = {name: values[persons] for name, values in columns.items()}
    some |= {"household": merged_into[people.household[persons]], "relation": np.full(len(persons), "parent")}
    some |= {"joined_by": np.full(len(persons), "move"), "labour": labour[persons]}
    empty = {"left_on": np.full(len(persons), NEVER), "left_by": np.full(len(persons), "", dtype="<U8")}
    lag = known_left[persons] - people.left[persons]
    ledger.add("members", happened_on=people.left[persons], lag=lag, **some, **empty)


def _write_double(
    world: World, ledger: Ledger, columns: dict[str, np.ndarray], labour: np.ndarray, rng: np.random.Generator
) -> None:
    """A few persons stand in the books twice, once under an identity number that is wrong."""
    people, clock = world.people, world.clock
    plain = (people.joined_by == "registered") & (people.left == NEVER)
    double = np.flatnonzero(plain & (rng.random(len(people)) < CONSTANTS.population.double_entry))
    some = {name: values[double] for name, values in columns.items()} | {"labour": labour[double]}
    some["identity_valid"] = np.zeros(len(double), dtype=bool)
    some |= {"left_on": np.full(len(double), NEVER), "left_by": np.full(len(double), "", dtype="<U8")}
    ledger.add("members", happened_on=people.joined[double], lag=clock.first_day - people.joined[double], **some)
