"""Records of employment spells and wage arrears: the main earner's path, and steadier work of others."""

import numpy as np

from features.synthetic.chances import LOST, UNSTABLE
from features.synthetic.circumstances import PLACES_OF_WORK
from features.synthetic.clock import NEVER
from features.synthetic.ledger import Ledger, fen, lags
from features.synthetic.world import World


def write_work(world: World, ledger: Ledger) -> None:
    """Write tables employment_spells and wage_arrears."""
    _write_main(world, ledger)
    _write_others(world, ledger)
    _write_arrears(world, ledger)


def _spells(state: np.ndarray, there: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Runs of `state` (households, months) being true while `there`: row, first column, last column, cut short.

    `cut short` says that the run ended because the person was there no more.
    """
    on = state & there
    padded = np.pad(on, ((0, 0), (1, 1)))
    row, start = np.nonzero(padded[:, 1:-1] & ~padded[:, :-2])
    row_end, end = np.nonzero(padded[:, 1:-1] & ~padded[:, 2:])
    after = np.minimum(end + 1, on.shape[1] - 1)
    return row, start, end, ~there[row_end, after]


def _write_main(world: World, ledger: Ledger) -> None:
    """Employment while there is work, a search for it while there is none, and weaker months in between."""
    who, clock, rng = world.who, world.clock, world.stream("spells")
    months = clock.recorded
    work = world.paths.work[:, months]
    there = world.persons_present(who.main_earner) & world.recorded
    row, start, end, cut = _spells(work != LOST, there)
    begun = clock.starts[months[start]] + rng.integers(0, 20, len(row))
    begun = np.where(start == 0, clock.first_day - rng.integers(30, 1500, len(row)), begun)
    spell = _Spells(world, ledger, row, begun, rng)
    lag = np.where(start == 0, lags(rng, len(row), 5, 30), lags(rng, len(row), 20, 60))
    spell.add(np.arange(len(row)), lag, 0)
    _write_weaker(world, spell, work, row, start, end, rng)
    ends = np.flatnonzero((end < len(months) - 1) | cut)
    ended = clock.starts[months[np.minimum(end[ends] + 1, len(months) - 1)]] + rng.integers(0, 12, len(ends))
    known = ended + lags(rng, len(ends), 22, 60, 0.15, 40)
    spell.add(ends, known - begun[ends], 200, ended_on=ended, lost_job=~cut[ends])
    _write_search(world, ledger, work, there, rng)


class _Spells:
    """Versions of employment spells of main earners."""

    def __init__(self, world: World, ledger: Ledger, row: np.ndarray, begun: np.ndarray, rng: np.random.Generator):
        self.world, self.ledger, self.row, self.begun = world, ledger, row, begun
        self.record = ledger.new_records("employment_spells", len(row))
        who, clock = world.who, world.clock
        wage = who.yearly_income(clock, clock.first) * who.wages / 12 / np.maximum(who.earners, 1) ** 0.5
        self.wage = np.round(wage[row] * rng.lognormal(0, 0.05, len(row)), -1)
        self.hours = np.round(rng.normal(50, 6, len(row)).clip(30, 80))
        self.public_post = (
            (who.workplace[row] == 0) & who.formerly_poor[row] & (self.wage < 1200) & (rng.random(len(row)) < 0.3)
        )

    def add(
        self,
        which: np.ndarray,
        lag: np.ndarray,
        version: np.ndarray | int,
        *,
        ended_on: np.ndarray | None = None,
        lost_job: np.ndarray | None = None,
        weaker: bool = False,
    ) -> None:
        """One version of some spells; `weaker` months have fewer hours and less pay."""
        who, row, count = self.world.who, self.row[which], len(which)
        self.ledger.add(
            "employment_spells",
            household=row,
            person=who.main_earner[row],
            happened_on=self.begun[which],
            lag=lag,
            record=self.record[which],
            version=version,
            work_state=np.full(count, "employed"),
            place=PLACES_OF_WORK[who.workplace[row]],
            registered=who.registered[row],
            temporary=who.temporary[row] | weaker,
            public_post=self.public_post[which],
            weekly_hours=self.hours[which] * (0.55 if weaker else 1.0),
            monthly_wage_fen=fen(self.wage[which] * (0.65 if weaker else 1.0)),
            ended_on=np.full(count, NEVER) if ended_on is None else ended_on,
            lost_job=np.zeros(count, dtype=bool) if lost_job is None else lost_job,
        )


def _write_weaker(
    world: World,
    spell: _Spells,
    work: np.ndarray,
    row: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    rng: np.random.Generator,
) -> None:
    """Versions of a spell when the work turns unstable and when it turns steady again."""
    months = world.clock.recorded
    columns = np.arange(work.shape[1])
    inside = (columns >= start[:, None]) & (columns <= end[:, None])
    unstable = (work[row] == UNSTABLE) & inside
    changed = np.zeros_like(unstable)
    changed[:, 1:] = unstable[:, 1:] != unstable[:, :-1]
    changed[:, 0] = unstable[:, 0]
    changed &= inside
    for weaker in (True, False):
        which, month = np.nonzero(changed & (unstable == weaker))
        day = world.clock.starts[months[month]] + 10
        seen = (rng.random(len(which)) < 0.8) & (day > spell.begun[which])
        which, month, day = which[seen], month[seen], day[seen]
        lag = day - spell.begun[which] + lags(rng, len(which), 15, 50)
        spell.add(which, lag, 1 + month, weaker=weaker)


def _write_search(world: World, ledger: Ledger, work: np.ndarray, there: np.ndarray, rng: np.random.Generator) -> None:
    """Seven in ten who lose their work register as looking for some."""
    who, clock = world.who, world.clock
    months = clock.recorded
    row, start, end, _ = _spells(work == LOST, there)
    registers = rng.random(len(row)) < 0.7
    row, start, end = row[registers], start[registers], end[registers]
    count = len(row)
    begun = clock.starts[months[start]] + rng.integers(10, 27, count)
    columns = {"household": row, "person": who.main_earner[row], "work_state": np.full(count, "unemployed")}
    columns["weekly_hours"] = np.zeros(count)
    record = ledger.add(
        "employment_spells",
        happened_on=begun,
        lag=lags(rng, count, 10, 50, 0.1),
        ended_on=np.full(count, NEVER),
        **columns,
    )
    over = np.flatnonzero(end < len(months) - 1)
    ended = clock.starts[months[end[over] + 1]] + rng.integers(0, 20, len(over))
    ended = np.maximum(ended, begun[over] + 1)
    lag = ended - begun[over] + lags(rng, len(over), 10, 50)
    some = {name: values[over] for name, values in columns.items()}
    ledger.add(
        "employment_spells", happened_on=begun[over], lag=lag, record=record[over], version=1, ended_on=ended, **some
    )


def _write_others(world: World, ledger: Ledger) -> None:
    """Other earners, and those who farm: one spell each, ended when the person leaves."""
    who, clock, rng = world.who, world.clock, world.stream("other spells")
    farming = np.where((who.main_earner < 0) & (who.farm > 0) & (who.labour > 0), _any_adult(world), -1)
    for persons, state in ((who.other_earner, "employed"), (farming, "self_employed")):
        rows = np.flatnonzero(persons >= 0)
        count = len(rows)
        wage = who.yearly_income(clock, clock.first)[rows] * who.wages[rows] / 12 * 0.4
        employed = state == "employed"
        begun = np.maximum(clock.first_day - rng.integers(30, 1500, count), 0)
        begun = np.maximum(begun, world.people.joined[persons[rows]])
        ledger.add(
            "employment_spells",
            household=rows,
            person=persons[rows],
            happened_on=begun,
            lag=lags(rng, count, 10, 60),
            work_state=np.full(count, state),
            place=np.where(rng.random(count) < 0.5, "county", PLACES_OF_WORK[who.workplace[rows]])
            if employed
            else np.full(count, "township"),
            registered=(rng.random(count) < 0.25) & employed,
            temporary=(rng.random(count) < 0.4) & employed,
            public_post=np.zeros(count, dtype=bool),
            weekly_hours=np.round(rng.normal(46, 8, count).clip(15, 80)),
            monthly_wage_fen=fen(np.round(wage, -1)) if employed else np.zeros(count, dtype=np.int64),
            ended_on=np.full(count, NEVER),
            lost_job=np.zeros(count, dtype=bool),
        )


def _any_adult(world: World) -> np.ndarray:
    people = world.people
    age = people.age(world.clock.first_day)
    adult = np.flatnonzero((age >= 18) & (age < 68) & ~people.severe & people.present(world.clock.first_day))
    found = np.full(len(world.who), -1)
    found[people.household[adult[::-1]]] = adult[::-1]
    return found


def _write_arrears(world: World, ledger: Ledger) -> None:
    """Unpaid wages come to light in unstable months."""
    who, clock, rng = world.who, world.clock, world.stream("arrears")
    months = clock.recorded
    unstable = (world.paths.work[:, months] == UNSTABLE) & world.persons_present(who.main_earner) & world.recorded
    row, month = np.nonzero(unstable & (rng.random(unstable.shape) < 0.035))
    happened = clock.starts[months[month]] + rng.integers(0, 28, len(row))
    owed = fen(
        np.round(who.yearly_income(clock, clock.first)[row] * who.wages[row] / 12 * rng.uniform(1, 4, len(row)), -2)
    )
    columns = {"household": row, "person": who.main_earner[row], "owed_fen": owed}
    record = ledger.add(
        "wage_arrears",
        happened_on=happened,
        lag=lags(rng, len(row), 5, 40),
        settled_on=np.full(len(row), NEVER),
        **columns,
    )
    paid = np.flatnonzero(rng.random(len(row)) < 0.6)
    settled = happened[paid] + rng.integers(30, 200, len(paid))
    lag = settled - happened[paid] + rng.integers(3, 30, len(paid))
    some = {name: values[paid] for name, values in columns.items()}
    ledger.add(
        "wage_arrears", happened_on=happened[paid], lag=lag, record=record[paid], version=1, settled_on=settled, **some
    )
