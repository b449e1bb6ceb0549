"""Records of school terms and their fees."""

from datetime import date

import numpy as np

from features.synthetic.chances import LOST
from features.synthetic.clock import NEVER, days
from features.synthetic.ledger import Ledger, fen, lags
from features.synthetic.population import STAGES, students
from features.synthetic.world import World

AUTUMN_FEES = np.array([900.0, 0.0, 0.0, 1900.0, 1500.0, 7200.0])  # CNY by stage, before aid
SPRING_FEES = np.array([900.0, 0.0, 0.0, 700.0, 500.0, 900.0])
TERM_DAYS = 185


def write_schools(world: World, ledger: Ledger) -> None:
    """Write table schooling: two terms a year of everybody at school."""
    clock = world.clock
    for year in range(int(clock.year[clock.first]) - 1, clock.last.year + 1):
        for begins, fees in ((date(year, 9, 1), AUTUMN_FEES), (date(year + 1, 3, 1), SPRING_FEES)):
            if clock.first_day - TERM_DAYS < days(begins) <= clock.last_day:
                _write_term(world, ledger, year, days(begins), fees)


def _write_term(world: World, ledger: Ledger, school_year: int, begins: int, fees: np.ndarray) -> None:
    people, who, clock = world.people, world.who, world.clock
    rng = world.stream(f"term {begins}")
    at_school = students(people, school_year)
    person = np.flatnonzero(at_school.attends & people.present(begins))
    household, stage = people.household[person], at_school.stage[person]
    month = int(clock.month_of(np.array([max(begins, int(clock.starts[0]))]))[0])
    poor = who.formerly_poor[household] | who.allowance[household]
    lost = world.paths.work[household, month] == LOST
    drops = rng.random(len(person)) < np.where(stage >= 3, 0.01, 0.0012) * np.where(lost & poor, 6, 1)
    boarding = rng.random(len(person)) < np.array([0.0, 0.10, 0.45, 0.8, 0.8, 0.95])[stage]
    asked = (fees[stage] + boarding * np.where(stage < 3, 250, 400)) * rng.lognormal(0, 0.25, len(person))
    aid = np.where(poor, 0.35, 0.05) * asked * (rng.random(len(person)) < 0.8)
    cells = {
        "household": household,
        "person": person,
        "stage": STAGES[stage],
        "boarding": boarding,
        "fees_fen": fen(np.round(np.where(drops, 0, asked - aid))),
        "aid_fen": fen(np.round(aid)),
        "left_because_ill": drops & people.chronic[person],
    }
    left = np.where(drops, begins - rng.integers(0, 30, len(person)), NEVER)
    happened = np.full(len(person), begins)
    ledger.add(
        "schooling",
        happened_on=happened,
        lag=lags(rng, len(person), 10, 45, 0.1),
        attending=~drops,
        left_school_on=left,
        **cells,
    )
