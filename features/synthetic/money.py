"""Records of benefits and of loans, savings spent and belongings sold."""

import numpy as np

from features.synthetic.chances import FAILED, LOST, MAJOR
from features.synthetic.clock import NEVER
from features.synthetic.hazard import nearness
from features.synthetic.incomes import PENSION
from features.synthetic.ledger import Ledger, chosen, fen, lags
from features.synthetic.world import World


def write_money(world: World, ledger: Ledger) -> None:
    """Write tables benefits and loans."""
    _write_allowances(world, ledger)
    _write_personal(world, ledger)
    _write_relief(world, ledger)
    _write_loans(world, ledger)


def _benefit(
    world: World,
    ledger: Ledger,
    household: np.ndarray,
    day: np.ndarray,
    kind: str,
    monthly: np.ndarray,
    rng: np.random.Generator,
    *,
    after_clue: bool = False,
    ends: np.ndarray | None = None,
) -> None:
    """A benefit from its beginning; a further version tells its end where `ends` is a day."""
    cells = {
        "household": household,
        "benefit": np.full(len(household), kind),
        "monthly_fen": fen(np.round(monthly)),
        "after_clue": np.full(len(household), after_clue),
    }
    lag = lags(rng, len(household), 5, 35)
    record = ledger.add("benefits", happened_on=day, lag=lag, ended_on=np.full(len(household), NEVER), **cells)
    if ends is not None:
        over = np.flatnonzero(ends != NEVER)
        some = {name: values[over] for name, values in cells.items()}
        lag = ends[over] - day[over] + rng.integers(3, 40, len(over))
        ledger.add(
            "benefits", happened_on=day[over], lag=lag, record=record[over], version=1, ended_on=ends[over], **some
        )


def _write_allowances(world: World, ledger: Ledger) -> None:
    """Subsistence allowance held for long; one in twelve a year is ended at a review."""
    who, clock, rng = world.who, world.clock, world.stream("allowances")
    draws = np.flatnonzero(who.allowance & world.exists[:, clock.first])
    day = clock.first_day - rng.integers(60, 2000, len(draws))
    span = int(clock.ends[clock.now] - clock.first_day)
    review = clock.first_day + rng.integers(0, span, len(draws))
    ends = np.where(rng.random(len(draws)) < span / 365.25 / 12, review, NEVER)
    monthly = who.members[draws] * rng.uniform(180, 420, len(draws))
    kind_hardship = (who.labour[draws] == 0) & (who.members[draws] == 1) & (rng.random(len(draws)) < 0.4)
    for kind, some in (("subsistence_allowance", ~kind_hardship), ("extreme_hardship", kind_hardship)):
        _benefit(
            world,
            ledger,
            draws[some],
            day[some],
            kind,
            monthly[some] * (2.0 if kind == "extreme_hardship" else 1.0),
            rng,
            ends=ends[some],
        )


def _write_personal(world: World, ledger: Ledger) -> None:
    """Pensions, disability subsidies, grants and production subsidies."""
    people, who, clock, rng = world.people, world.who, world.clock, world.stream("personal benefits")
    here = people.present(clock.first_day)
    sixtieth = people.born + 21915
    old = np.flatnonzero(here & (sixtieth <= clock.last_day))
    left = np.where(people.left[old] > sixtieth[old], people.left[old], NEVER)
    _benefit(
        world,
        ledger,
        people.household[old],
        sixtieth[old],
        "old_age_pension",
        np.full(len(old), PENSION),
        rng,
        ends=left,
    )
    severe = np.flatnonzero(here & people.severe & (rng.random(len(people)) < 0.85))
    day = clock.first_day - rng.integers(30, 1500, len(severe))
    _benefit(world, ledger, people.household[severe], day, "disability_subsidy", rng.uniform(80, 160, len(severe)), rng)
    for month in clock.recorded[clock.calendar_month[clock.recorded] == 10]:
        studies = np.flatnonzero(who.formerly_poor & (who.students_beyond[:, month] > 0) & world.exists[:, month])
        studies = studies[rng.random(len(studies)) < 0.7]
        starts = np.full(len(studies), clock.starts[month] + 9)
        _benefit(
            world, ledger, studies, starts, "education_grant", np.full(len(studies), 250.0), rng, ends=starts + 270
        )
    for month in clock.recorded[clock.calendar_month[clock.recorded] == 4]:
        farms = np.flatnonzero(who.formerly_poor & (who.farm > 0.15) & world.exists[:, month])
        farms = farms[rng.random(len(farms)) < 0.3]
        starts = np.full(len(farms), clock.starts[month] + 14)
        _benefit(
            world, ledger, farms, starts, "industry_subsidy", rng.uniform(40, 160, len(farms)), rng, ends=starts + 360
        )


def _write_relief(world: World, ledger: Ledger) -> None:
    """Temporary relief to the visibly struck, and what is granted only after a clue."""
    clock, rng = world.clock, world.stream("relief")
    months = clock.recorded
    struck = (world.paths.health[:, months] == MAJOR) | (world.paths.production[:, months] == FAILED)
    row, month = np.nonzero(struck & world.recorded & (rng.random(struck.shape) < 0.03))
    day = clock.starts[months[month]] + rng.integers(0, 28, len(row))
    _benefit(world, ledger, row, day, "temporary_relief", rng.uniform(200, 900, len(row)), rng, ends=day + 60)
    given = world.course.help.columns()
    late = (given["given_on"] >= clock.first_day) & ~given["early"]
    household, day = given["household"][late], given["given_on"][late]
    kinds = rng.choice(3, len(household), p=[0.4, 0.35, 0.25])
    for number, kind in enumerate(("subsistence_allowance", "temporary_relief", "social_aid")):
        some = kinds == number
        ends = day[some] + rng.integers(90, 420, int(some.sum()))
        _benefit(
            world,
            ledger,
            household[some],
            day[some],
            kind,
            rng.uniform(150, 700, int(some.sum())),
            rng,
            after_clue=True,
            ends=ends,
        )


def _write_loans(world: World, ledger: Ledger) -> None:
    """Borrowing of everybody now and then, and of those under pressure before and after a fall."""
    who, clock, rng = world.who, world.clock, world.stream("loans")
    months = clock.recorded
    pressed = (world.paths.work[:, months] == LOST) & (who.earners == 1)[:, None]
    pressed |= (world.paths.health[:, months] == MAJOR) | (world.paths.production[:, months] == FAILED)
    thin = (1.3 - who.savings)[:, None]
    near = np.stack([nearness(who, clock, int(m)) for m in months], axis=1)
    rate = 0.006 + pressed * 0.07 * thin * (0.5 + near) + world.course.fallen[:, months] * 0.10
    row, month = np.nonzero((rng.random(rate.shape) < rate) & world.recorded)
    hard = pressed[row, month] | world.course.fallen[row, months[month]]
    kinds = ["bank", "private", "spent_savings", "sold_belongings", "instalments"]
    calm = rng.choice(5, len(row), p=[0.55, 0.2, 0.08, 0.02, 0.15])
    tight = rng.choice(5, len(row), p=[0.18, 0.42, 0.25, 0.10, 0.05])
    loan = chosen(kinds, np.where(hard, tight, calm))
    day = clock.starts[months[month]] + rng.integers(0, 28, len(row))
    amount = fen(np.round(rng.lognormal(8.8, 0.8, len(row)), -2))
    cells = {"household": row, "loan": loan, "amount_fen": amount}
    lag = lags(rng, len(row), 5, 45, 0.15)
    nothing = np.full(len(row), NEVER)
    record = ledger.add("loans", happened_on=day, lag=lag, overdue=np.zeros(len(row), bool), repaid_on=nothing, **cells)
    owed = np.isin(loan, ["bank", "private", "instalments"])
    late = np.flatnonzero(owed & (rng.random(len(row)) < np.where(hard, 0.18, 0.03)))
    _again(ledger, record, cells, day, late, rng.integers(120, 420, len(late)), 1, overdue=True)
    paid = np.flatnonzero(owed & (rng.random(len(row)) < np.where(hard, 0.35, 0.7)))
    _again(ledger, record, cells, day, paid, rng.integers(150, 700, len(paid)), 2, overdue=False)


def _again(
    ledger: Ledger,
    record: np.ndarray,
    cells: dict[str, np.ndarray],
    day: np.ndarray,
    which: np.ndarray,
    after: np.ndarray,
    version: int,
    *,
    overdue: bool,
) -> None:
    some = {name: values[which] for name, values in cells.items()}
    repaid = np.full(len(which), NEVER) if overdue else day[which] + after
    ledger.add(
        "loans",
        happened_on=day[which],
        lag=after + 20,
        record=record[which],
        version=version,
        overdue=np.full(len(which), overdue),
        repaid_on=repaid,
        **some,
    )
