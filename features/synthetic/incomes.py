"""Records of monthly incomes and production costs: the noisy, carried-forward, heaped shadow of what was earned."""

import numpy as np

from features.synthetic.chances import FAILED, LOST, UNSTABLE
from features.synthetic.constants import CONSTANTS
from features.synthetic.ledger import Ledger, fen, lags
from features.synthetic.population import HEAD
from features.synthetic.world import World

SALE_MONTHS = {5: 0.12, 6: 0.13, 9: 0.20, 10: 0.25, 11: 0.15, 12: 0.15}  # shares of the year's farm sales
COST_MONTHS = {3: 0.30, 4: 0.25, 5: 0.10, 8: 0.20, 9: 0.15}
COST_SHARE = 0.38  # of gross farm income
PENSION = 140.0  # CNY a month and elder, invented, near the rural basic pension


class Bookkeeping:
    """How a household's incomes get written down: truly, carried forward, or heaped just above the line."""

    def __init__(self, world: World) -> None:
        rng, rates, poor = world.stream("bookkeeping"), CONSTANTS.records, world.who.formerly_poor
        count = len(poor)
        drawn = rng.random(count)
        heaped = np.where(poor, rates.heaped_formerly_poor, rates.heaped_other)
        carried = np.where(poor, rates.carried_formerly_poor, rates.carried_other)
        self.heaped = drawn < heaped
        self.carried = ~self.heaped & (drawn < heaped + carried)
        self.rounded = rng.random(count) < np.where(poor, rates.rounded_formerly_poor, rates.rounded_other)
        self.says_so = rng.random(count) < rates.carried_flagged
        self.phase = rng.integers(0, rates.refresh_months, count)
        self.above = rng.uniform(1.005, 1.045, count)

    def written(self, amounts: np.ndarray, household: np.ndarray, months: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Amounts (persons, months) as written, and where the clerk says they were carried forward."""
        age = (months[None, :] - self.phase[household][:, None]) % CONSTANTS.records.refresh_months
        columns = np.arange(len(months))[None, :]
        from_month = np.where(self.carried[household][:, None], np.maximum(columns - age, 0), columns)
        carried = from_month != columns
        written = np.take_along_axis(amounts, from_month, axis=1)
        step = np.where(self.rounded[household], 100.0, 1.0)[:, None]
        return np.round(written / step) * step, carried & self.says_so[household][:, None]

    def plain_amount(self, world: World, month: int) -> np.ndarray:
        """The year's income that a heaped household is said to have: members x a little above the line."""
        return world.clock.line[month] * world.who.members * self.above


def write_incomes(world: World, ledger: Ledger) -> None:
    """Write tables incomes and production_costs."""
    books = Bookkeeping(world)
    _write_wages(world, ledger, books)
    _write_business(world, ledger, books)
    _write_transfers(world, ledger, books)
    _write_property(world, ledger)


def _yearly(world: World, books: Bookkeeping) -> np.ndarray:
    """The household's lasting income at the year's rate, or what it is said to be; (households, recorded months)."""
    months = world.clock.recorded
    lasting = np.stack([world.who.yearly_income(world.clock, int(m)) for m in months], axis=1)
    said = np.stack([books.plain_amount(world, int(m)) for m in months], axis=1)
    return np.where(books.heaped[:, None], said, lasting)


def _write_wages(world: World, ledger: Ledger, books: Bookkeeping) -> None:
    who, clock, rng = world.who, world.clock, world.stream("wages")
    months = clock.recorded
    main_share = 1 / np.maximum(who.earners, 1) ** 0.5
    yearly = _yearly(world, books) * who.wages[:, None] / 12
    work = world.paths.work[:, months]
    drawn = rng.random(work.shape)
    kept = np.select([work == LOST, (work == UNSTABLE) & (drawn < 0.35), work == UNSTABLE], [0.0, 0.0, 0.65], 1.0)
    festival = np.where(np.isin(clock.calendar_month[months], (2,)), 0.7, 1.03)
    kept = np.where(books.heaped[:, None], 1.0, kept * festival)
    _add_persons(world, ledger, books, who.main_earner, yearly * main_share[:, None] * kept, "wage", rng, noise=0.08)
    gap = np.where(rng.random(work.shape) < 0.04, 0.0, 1.0)
    rest = yearly * (1 - main_share)[:, None] * np.where(books.heaped[:, None], 1.0, gap)
    _add_persons(world, ledger, books, who.other_earner, rest, "wage", rng, noise=0.08)


def _write_business(world: World, ledger: Ledger, books: Bookkeeping) -> None:
    who, clock, rng = world.who, world.clock, world.stream("business")
    months = clock.recorded
    calendar = clock.calendar_month[months]
    shape = (len(who), len(months))
    failed = world.paths.production[:, months] == FAILED
    fallen = world.course.fallen[:, months]
    kept = np.where(failed, 0.45, 1.0) * np.where(fallen, 0.75, 1.0)
    kept = np.where(books.heaped[:, None], 1.0, kept)
    yearly = _yearly(world, books)
    sales = np.array([SALE_MONTHS.get(int(m), 0.0) for m in calendar])
    farm = yearly * who.farm[:, None] / (1 - COST_SHARE) * sales * kept
    trade = yearly * who.trade[:, None] / 12 * np.where(fallen, 0.7, 1.0)
    head = _heads(world)
    some = (farm > 0) | (trade > 0)
    _add_persons(world, ledger, books, head, farm + trade, "business", rng, noise=0.15, only=some)
    costs = np.array([COST_MONTHS.get(int(m), 0.0) for m in calendar])
    spent = yearly * who.farm[:, None] * COST_SHARE / (1 - COST_SHARE) * costs * rng.lognormal(0, 0.2, shape)
    household, month = np.nonzero((spent > 0) & world.recorded)
    ledger.add(
        "production_costs",
        household=household,
        happened_on=clock.ends[months[month]],
        lag=lags(rng, len(household), 8, 40, 0.1),
        amount_fen=fen(np.round(spent[household, month])),
    )


def _heads(world: World) -> np.ndarray:
    people = world.people
    heads = np.full(len(world.who), -1)
    which = np.flatnonzero(people.relation == HEAD)
    heads[people.household[which]] = which
    return heads


def _write_transfers(world: World, ledger: Ledger, books: Bookkeeping) -> None:
    """Pensions to elders; allowance, remittances and subsidies to the head."""
    who, clock, people, rng = world.who, world.clock, world.people, world.stream("transfers")
    months = clock.recorded
    elders = np.flatnonzero((clock.ends[clock.now] - people.born) / 365.25 >= 60)
    of_age = (clock.ends[months][None, :] - people.born[elders][:, None]) / 365.25 >= 60
    pension = np.full((len(elders), len(months)), PENSION) * of_age
    pension = np.round(pension * 1.04 ** (clock.year[months] - clock.year[0]))
    _add_transfer_rows(world, ledger, elders, pension, of_age, rng)
    remitted = _yearly(world, books) * (who.transfers / 12)[:, None] * rng.lognormal(0, 0.1, (len(who), 1))
    paid = (who.transfers > 0.45) | who.allowance
    quarterly = np.isin(clock.calendar_month[months], (3, 6, 9, 12))
    amount = np.where(paid[:, None], remitted, np.where(quarterly, remitted * 3, 0.0))
    _add_transfer_rows(world, ledger, _heads(world), np.round(amount), amount > 0, rng)


def _add_transfer_rows(
    world: World, ledger: Ledger, persons: np.ndarray, amounts: np.ndarray, only: np.ndarray, rng: np.random.Generator
) -> None:
    row, month = np.nonzero(only & world.persons_present(persons) & world.recorded[world.people.household[persons]])
    ledger.add(
        "incomes",
        household=world.people.household[persons[row]],
        person=persons[row],
        happened_on=world.clock.ends[world.clock.recorded[month]],
        lag=lags(rng, len(row), 3, 20, 0.05),
        income_kind=np.full(len(row), "transfer"),
        amount_fen=fen(amounts[row, month]),
        carried_forward=np.zeros(len(row), dtype=bool),
    )


def _write_property(world: World, ledger: Ledger) -> None:
    """Rents and village dividends, once a year in December."""
    rng, clock, who = world.stream("property"), world.clock, world.who
    draws = rng.random(len(who)) < 0.14
    months = np.flatnonzero(clock.calendar_month[clock.recorded] == 12)
    heads = _heads(world)
    amounts = np.zeros((len(who), len(clock.recorded)))
    amounts[:, months] = rng.lognormal(6.0, 0.7, (len(who), len(months)))
    row, month = np.nonzero((amounts > 0) & draws[:, None] & world.persons_present(heads) & world.recorded)
    ledger.add(
        "incomes",
        household=row,
        person=heads[row],
        happened_on=clock.ends[clock.recorded[month]],
        lag=lags(rng, len(row), 5, 40),
        income_kind=np.full(len(row), "property"),
        amount_fen=fen(np.round(amounts[row, month])),
        carried_forward=np.zeros(len(row), dtype=bool),
    )


def _add_persons(
    world: World,
    ledger: Ledger,
    books: Bookkeeping,
    persons: np.ndarray,
    amounts: np.ndarray,
    kind: str,
    rng: np.random.Generator,
    *,
    noise: float,
    only: np.ndarray | None = None,
) -> None:
    """Rows of one kind for one person per household; months of a known earner without wage are zeros."""
    noisy = amounts * rng.lognormal(0, noise, amounts.shape)
    written, said = books.written(
        np.where(books.heaped[:, None], amounts, noisy), np.arange(len(amounts)), world.clock.recorded
    )
    there = world.persons_present(persons) & world.recorded
    row, month = np.nonzero(there if only is None else there & only)
    ledger.add(
        "incomes",
        household=row,
        person=persons[row],
        happened_on=world.clock.ends[world.clock.recorded[month]],
        lag=lags(rng, len(row), 10, 32, 0.18, 40),
        income_kind=np.full(len(row), kind),
        amount_fen=fen(written[row, month]),
        carried_forward=said[row, month],
    )
