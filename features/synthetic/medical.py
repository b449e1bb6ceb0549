"""Records of treatment, insurance, chronic and major illness, disability."""

import numpy as np

from features.synthetic.chances import FLARE, MAJOR
from features.synthetic.clock import NEVER, year_end
from features.synthetic.constants import CONSTANTS
from features.synthetic.ledger import Ledger, chosen, fen, lags
from features.synthetic.world import World

INPATIENT, OUTPATIENT, SPECIAL = "inpatient", "outpatient", "special_outpatient"
ORDINARY = ["J06", "K29", "M54", "I10", "L30"]  # what people see a doctor for
LASTING = ["I10", "E11", "J44", "M06", "B18"]
GRAVE = ["C34", "I63", "N18", "I21", "C16", "S72"]


def write_medical(world: World, ledger: Ledger) -> None:
    """Write tables medical_claims, insurance_enrolments, chronic_illnesses and disability_certificates."""
    covered = _enrol(world, ledger)
    rng = world.stream("claims")
    _ordinary_visits(world, ledger, covered, rng)
    _flares(world, ledger, covered, rng)
    _major(world, ledger, covered, rng)
    _register_illnesses(world, ledger)
    _certificates(world, ledger)


def _enrol(world: World, ledger: Ledger) -> np.ndarray:
    """Cover by person and calendar year of the clock; rows begin on 1 January (or at birth)."""
    rng, people, clock, who = world.stream("enrolment"), world.people, world.clock, world.who
    years = clock.years_lived()
    everybody = rng.random(len(people)) < 0.45  # where cover lapses, it lapses for some or for all
    lapse = rng.random((len(people), len(years))) < np.where(everybody, 0.9, 0.35)[:, None]
    covered = ~(world.who.uninsured[people.household] & lapse)
    employee = np.isin(np.arange(len(people)), who.main_earner[(who.main_earner >= 0) & who.registered]) & (
        rng.random(len(people)) < 0.5
    )
    subsidised = who.formerly_poor[people.household] | who.allowance[people.household]
    for number, year in enumerate(years):
        months = np.flatnonzero(clock.year == year)
        starts, ends = int(clock.starts[months[0]]), int(clock.ends[months[-1]])
        begins = np.maximum(starts, people.joined)
        there = np.flatnonzero((begins <= ends) & ((people.left == NEVER) | (people.left > begins)))
        late = rng.random(len(there)) < 0.05
        ledger.add(
            "insurance_enrolments",
            household=people.household[there],
            person=there,
            happened_on=begins[there],
            lag=np.where(late, rng.integers(20, 200, len(there)), rng.integers(0, 10, len(there))),
            scheme=np.where(employee[there], "employee", "resident"),
            insured=covered[there, number],
            valid_until_on=np.full(len(there), year_end(year)),
            premium_subsidised=subsidised[there],
        )
    return covered


def _ordinary_visits(world: World, ledger: Ledger, covered: np.ndarray, rng: np.random.Generator) -> None:
    people, clock = world.people, world.clock
    months = clock.recorded
    age = people.age(clock.first_day)
    rate = 0.03 + 0.05 * (age >= 60) + 0.06 * people.chronic
    person, month = np.nonzero(rng.random((len(people), len(months))) < rate[:, None])
    total = rng.lognormal(5.1, 0.7, len(person))
    _claim(world, ledger, covered, person, months[month], total, OUTPATIENT, ORDINARY, rng)


def _flares(world: World, ledger: Ledger, covered: np.ndarray, rng: np.random.Generator) -> None:
    who, clock = world.who, world.clock
    months = clock.recorded
    household, month = np.nonzero(world.paths.health[:, months] == FLARE)
    patient = who.patient[household]
    often = rng.random(len(household)) < 0.85
    total = rng.lognormal(6.9, 0.5, len(household))
    _claim(world, ledger, covered, patient[often], months[month[often]], total[often], SPECIAL, LASTING, rng)
    stays = rng.random(len(household)) < 0.18
    cost = rng.lognormal(8.6, 0.4, len(household))
    _claim(world, ledger, covered, patient[stays], months[month[stays]], cost[stays], INPATIENT, LASTING, rng)


def _major(world: World, ledger: Ledger, covered: np.ndarray, rng: np.random.Generator) -> None:
    who, months = world.who, world.clock.recorded
    household, month = np.nonzero(world.paths.health[:, months] == MAJOR)
    before = np.maximum(months[month] - 1, 0)
    fresh = world.paths.health[household, before] != MAJOR
    stays = rng.random(len(household)) < np.where(fresh, 0.85, 0.5)
    cost = rng.lognormal(9.5, 0.55, len(household)) * np.where(fresh, 1.3, 1.0)
    _claim(
        world, ledger, covered, who.patient[household][stays], months[month[stays]], cost[stays], INPATIENT, GRAVE, rng
    )
    also = rng.random(len(household)) < 0.6
    total = rng.lognormal(7.0, 0.6, len(household))
    _claim(world, ledger, covered, who.patient[household][also], months[month[also]], total[also], SPECIAL, GRAVE, rng)


def _claim(
    world: World,
    ledger: Ledger,
    covered: np.ndarray,
    person: np.ndarray,
    month: np.ndarray,
    total: np.ndarray,
    setting: str,
    codes: list[str],
    rng: np.random.Generator,
) -> None:
    """Claims of persons still there on the day; treatment in another province is known months later."""
    people, clock, who = world.people, world.clock, world.who
    day = clock.starts[month] + rng.integers(0, 27, len(person))
    here = (people.joined[person] <= day) & ((people.left[person] == NEVER) | (people.left[person] >= day))
    person, month, total, day = person[here], month[here], total[here], day[here]
    household, count = people.household[person], len(person)
    insured = covered[person, np.searchsorted(clock.years_lived(), clock.year[month])]
    share = _self_share(setting, who.formerly_poor[household], month >= clock.rule_change, rng)
    self_paid = total * np.where(insured, share, 1.0)
    inside = np.where(insured, rng.beta(8, 2.5, count), 0.0)
    away = who.workplace[household] == 3
    far = (setting == INPATIENT) & away & (rng.random(count) < CONSTANTS.records.other_province_claims)
    ledger.add(
        "medical_claims",
        household=household,
        person=person,
        happened_on=day,
        lag=np.where(far, rng.integers(90, 190, count), lags(rng, count, 3, 30, 0.12, 50)),
        total_fen=fen(total),
        fund_paid_fen=fen(total) - fen(self_paid),
        self_paid_fen=fen(self_paid),
        self_paid_in_catalogue_fen=fen(self_paid * inside),
        setting=np.full(count, setting),
        icd10=chosen(codes, rng.integers(0, len(codes), count)),
        other_province=far,
    )


def _self_share(setting: str, poor: np.ndarray, new_rule: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """What remains to the household of a bill: less for the formerly poor, more outside hospital, and more
    of outpatient bills since the insurer's rule changed."""
    middle = {INPATIENT: 0.36, OUTPATIENT: 0.48, SPECIAL: 0.38}[setting]
    share = np.clip(rng.normal(middle, 0.06, len(poor)) - 0.10 * poor, 0.08, 0.9)
    if setting != INPATIENT:
        share = share * np.where(new_rule, CONSTANTS.rule_change.outpatient_self_paid, 1.0)
    return np.minimum(share, 0.95)


def _register_illnesses(world: World, ledger: Ledger) -> None:
    rng, people, clock, who = world.stream("registrations"), world.people, world.clock, world.who
    chronic = np.flatnonzero(people.chronic & (rng.random(len(people)) < 0.85))
    begins = clock.first_day - rng.integers(60, 2500, len(chronic))
    _register(world, ledger, chronic, begins, lags(rng, len(chronic), 5, 50), "chronic", LASTING, rng)
    ill = world.paths.health == MAJOR
    starts = ill.copy()
    starts[:, 1:] &= ~ill[:, :-1]
    household, month = np.nonzero(starts[:, : clock.now + 1])
    patient = who.patient[household]
    known = rng.random(len(household)) < 0.85
    day = clock.starts[month] + rng.integers(5, 28, len(month))
    stays = (people.left[patient] == NEVER) | (people.left[patient] > day)
    some = known & stays
    lag = lags(rng, int(some.sum()), 10, 70, 0.1)
    record = _register(world, ledger, patient[some], day[some], lag, "major", GRAVE, rng)
    _recover(world, ledger, record, patient[some], household[some], month[some], day[some], rng)


def _register(
    world: World,
    ledger: Ledger,
    person: np.ndarray,
    day: np.ndarray,
    lag: np.ndarray,
    illness: str,
    codes: list[str],
    rng: np.random.Generator,
) -> np.ndarray:
    return ledger.add(
        "chronic_illnesses",
        household=world.people.household[person],
        person=person,
        happened_on=day,
        lag=lag,
        illness=np.full(len(person), illness),
        icd10=chosen(codes, rng.integers(0, len(codes), len(person))),
        recovered_on=np.full(len(person), NEVER),
    )


def _recover(
    world: World,
    ledger: Ledger,
    record: np.ndarray,
    person: np.ndarray,
    household: np.ndarray,
    month: np.ndarray,
    day: np.ndarray,
    rng: np.random.Generator,
) -> None:
    """The first month without the illness; struck off the register a season later, if ever."""
    clock = world.clock
    well = world.paths.health[household] != MAJOR
    well &= np.arange(clock.count)[None, :] > month[:, None]
    recovers = well.any(axis=1) & (rng.random(len(record)) < 0.8)
    end = clock.ends[np.where(recovers, well.argmax(axis=1), 0)]
    some = np.flatnonzero(recovers)
    ledger.add(
        "chronic_illnesses",
        household=household[some],
        person=person[some],
        happened_on=day[some],
        lag=end[some] - day[some] + rng.integers(20, 150, len(some)),
        record=record[some],
        version=1,
        illness=np.full(len(some), "major"),
        icd10=chosen(GRAVE, rng.integers(0, len(GRAVE), len(some))),
        recovered_on=end[some],
    )


def _certificates(world: World, ledger: Ledger) -> None:
    rng, people, clock = world.stream("certificates"), world.people, world.clock
    disabled = np.flatnonzero((people.disability > 0) & (rng.random(len(people)) < 0.93))
    issued = np.maximum(clock.first_day - rng.integers(-500, 3000, len(disabled)), people.born[disabled] + 30)
    issued = np.minimum(issued, clock.last_day - 30)
    ledger.add(
        "disability_certificates",
        household=people.household[disabled],
        person=disabled,
        happened_on=issued,
        lag=lags(rng, len(disabled), 3, 30),
        disability=people.disability[disabled].astype(str),
        grade=people.grade[disabled],
        valid_until_on=issued + 3652,
    )
