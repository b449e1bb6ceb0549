"""Records of the procedure: decisions, visits, help, helpers; and the visitors' 四看法 assessments."""

from typing import Final

import numpy as np

from features.synthetic.clock import NEVER
from features.synthetic.constants import CONSTANTS
from features.synthetic.ledger import Ledger, fen, lags
from features.synthetic.procedure import AUDIT, CADRE, CHANNELS, DEPARTMENT, SELF
from features.synthetic.world import World

PROMPTED: Final = {SELF: "self_declared", CADRE: "routine", DEPARTMENT: "list", AUDIT: "audit"}
MEASURES: Final = {  # what is given for which risk, the first more often; names of models/measures
    "illness": ("medical_assistance", "social_aid"),
    "work": ("job_placement", "public_post"),
    "production": ("production_subsidy", "small_loan"),
    "schooling": ("student_aid", "social_aid"),
    "labour": ("subsistence_allowance", "social_aid"),
    "other": ("temporary_relief", "production_subsidy"),
}
CHECKED: Final = {  # what a visitor looks at for which risk; names of models/alerts
    "illness": "self_paid_cost_large,major_illness_new",
    "work": "job_lost,months_without_wage",
    "production": "production_failed,disaster_loss",
    "schooling": "school_fees_large",
    "labour": "no_labour_without_allowance",
    "other": "income_fell_sharply,income_after_medical_costs_below_line",
}
PARTS: Final = {"house": 0.2, "grain": 0.3, "labour": 0.3, "student": 0.2}  # weights of the four parts


def write_casework(world: World, ledger: Ledger) -> None:
    """Write tables status_decisions, visits, help_given, helper_assignments and household_assessments."""
    _write_decisions(world, ledger)
    _write_case_visits(world, ledger)
    _write_routine_visits(world, ledger)
    _write_help(world, ledger)
    _write_helpers(world, ledger)
    _write_assessments(world, ledger)


def _write_decisions(world: World, ledger: Ledger) -> None:
    rng, who = world.stream("decisions"), world.who
    rows = world.course.decisions.columns()
    made = rows["decision"] != ""
    rows = {name: values[made] for name, values in rows.items()}
    household, count = rows["household"], int(made.sum())
    takes_in = np.isin(rows["decision"], ("identified", "rolled_back"))
    below = world.welfare[household, rows["month"]] < 1.15
    category = np.where(~below, "sudden", np.where(who.formerly_poor[household], "unstable", "marginal"))
    ledger.add(
        "status_decisions",
        household=household,
        happened_on=rows["decided_on"],
        lag=lags(rng, count, 1, 9, 0.05, 30),
        decision=rows["decision"],
        category=np.where(takes_in, category, ""),
        risk_type=np.where(takes_in, rows["cause"], ""),
        channel=np.where(rows["channel"] >= 0, CHANNELS[np.maximum(rows["channel"], 0)], ""),
        clue_on=np.where(rows["channel"] >= 0, rows["clue_on"], NEVER),
    )


def _write_case_visits(world: World, ledger: Ledger) -> None:
    """The visit that verified a clue, sometimes after one that reached nobody."""
    rng = world.stream("case visits")
    rows = world.course.cases.columns()
    recent = rows["visited_on"] >= world.clock.first_day
    rows = {name: values[recent] for name, values in rows.items()}
    count = len(rows["household"])
    result = np.where(rows["confirmed"], "confirmed", np.where(rng.random(count) < 0.12, "changed", "not_confirmed"))
    audit = rows["channel"] == AUDIT
    cells = {
        "household": rows["household"],
        "prompted_by": np.array([PROMPTED[c] for c in range(4)])[rows["channel"]],
        "checked_reasons": np.where(audit, "", _said(CHECKED, rows["cause"])),
        "selection_probability": np.where(audit, CONSTANTS.procedure.audit, np.nan),
    }
    ledger.add("visits", happened_on=rows["visited_on"], lag=lags(rng, count, 0, 4), result=result, **cells)
    missed = np.flatnonzero((rng.random(count) < 0.08) & (rows["visited_on"] - rows["clue_on"] > 3))
    some = {name: values[missed] for name, values in cells.items()}
    some["checked_reasons"] = np.full(len(missed), "")
    nobody = np.full(len(missed), "not_reached")
    ledger.add(
        "visits", happened_on=rows["clue_on"][missed] + 1, lag=lags(rng, len(missed), 0, 3), result=nobody, **some
    )


def _write_routine_visits(world: World, ledger: Ledger) -> None:
    """Formerly poor households are seen twice a year, monitored ones every other month, others hardly."""
    clock, rng = world.clock, world.stream("routine visits")
    months = clock.recorded
    monitored = world.course.monitored[:, months]
    rate = np.where(monitored, 0.5, np.where(world.who.formerly_poor, 0.16, 0.015)[:, None])
    row, month = np.nonzero((rng.random(rate.shape) < rate) & world.recorded)
    drawn = rng.random(len(row))
    result = np.where(drawn < 0.07, "not_reached", np.where(monitored[row, month], "confirmed", "not_confirmed"))
    day = clock.starts[months[month]] + rng.integers(0, 28, len(row))
    routine = np.full(len(row), "routine")
    ledger.add(
        "visits", household=row, happened_on=day, lag=lags(rng, len(row), 0, 10), prompted_by=routine, result=result
    )


def _write_help(world: World, ledger: Ledger) -> None:
    rng = world.stream("help")
    rows = world.course.help.columns()
    first = _said({cause: names[0] for cause, names in MEASURES.items()}, rows["cause"])
    second = _said({cause: names[1] for cause, names in MEASURES.items()}, rows["cause"])
    both = rng.random(len(first)) < 0.45
    lasts = np.where(rows["early"], CONSTANTS.help.before_fall_lasts_months, CONSTANTS.help.lasts_months) * 30
    for measure, some in ((first, np.ones(len(first), dtype=bool)), (second, both)):
        household, day = rows["household"][some], rows["given_on"][some]
        cells = {
            "household": household,
            "measure": measure[some],
            "amount_fen": fen(np.round(rng.lognormal(7.3, 0.6, len(day)), -1)),
        }
        planned = day + lasts[some]
        ledger.add("help_given", happened_on=day, lag=lags(rng, len(day), 1, 14), ended_on=planned, **cells)


def _said(words: dict[str, str], causes: np.ndarray) -> np.ndarray:
    """The word for each cause."""
    names = np.array(sorted(words))
    return np.array([words[n] for n in names])[np.searchsorted(names, causes)]


def _write_helpers(world: World, ledger: Ledger) -> None:
    """Formerly poor and ever monitored households have a helper contact; one in ten changes a year."""
    clock, who, rng = world.clock, world.who, world.stream("helpers")
    ever = world.course.monitored[:, : clock.now].any(axis=1) | who.formerly_poor
    household = np.flatnonzero(ever)
    helper = who.village[household] * 6 + rng.integers(0, 6, len(household))
    begins = np.where(who.formerly_poor[household], clock.first_day - rng.integers(10, 900, len(household)), NEVER)
    month = world.course.monitored[household].argmax(axis=1)
    begins = np.where(begins == NEVER, clock.starts[month] + 25, begins)
    begins = np.maximum(begins, world.existence.begins[household])
    changes = (rng.random(len(household)) < 0.25) & (begins < clock.first_day)
    until = np.where(changes, clock.first_day + rng.integers(60, 900, len(household)), NEVER)
    cells = {"household": household, "helper_id": _helper(helper)}
    empty = np.full(len(household), NEVER)
    record = ledger.add(
        "helper_assignments", happened_on=begins, lag=lags(rng, len(household), 0, 12), ended_on=empty, **cells
    )
    some = np.flatnonzero(changes)
    ended = {"household": household[some], "helper_id": _helper(helper[some]), "ended_on": until[some]}
    lag = until[some] - begins[some] + 3
    ledger.add("helper_assignments", happened_on=begins[some], lag=lag, record=record[some], version=1, **ended)
    after = {"household": household[some], "helper_id": _helper(helper[some] + 1), "ended_on": empty[some]}
    ledger.add("helper_assignments", happened_on=until[some], lag=np.full(len(some), 3), **after)


def _helper(number: np.ndarray) -> np.ndarray:
    return np.char.add("C", np.char.zfill(number.astype(str), 5))


def _write_assessments(world: World, ledger: Ledger) -> None:
    """Every household every 9 to 15 months: four parts around the true index, with the visitors' errors."""
    clock, rates, rng = world.clock, CONSTANTS.records, world.stream("assessments")
    low, high = rates.assessed_every_months_low, rates.assessed_every_months_high
    own = _own_parts(world, rng)
    visitor = rng.normal(0, rates.visitor_spread, (len(world.places.township), clock.count // 6 + 1))
    month = clock.first - rng.integers(0, high, len(world.who))
    while (month <= clock.now).any():
        due = np.flatnonzero((month >= 0) & (month <= clock.now))
        due = due[world.exists[due, month[due]]]
        _assess(world, ledger, due, month[due], own, visitor, rng)
        month = month + rng.integers(low, high + 1, len(month))


def _own_parts(world: World, rng: np.random.Generator) -> np.ndarray:
    """How the parts of each household differ from its index in the long run; the weighted mean is zero."""
    who = world.who
    drawn = rng.normal(0, CONSTANTS.records.part_bias, (len(who), 4))
    drawn[:, 1] += 5 * (who.cushion - 0.4) + 4 * (who.farm - 0.2)
    drawn[:, 2] += 10 * (who.labour / who.members - 0.55)
    drawn[:, 3] -= 3 * (who.students_beyond[:, 0] > 0)
    return drawn - (drawn @ np.array(list(PARTS.values())))[:, None]


def _assess(
    world: World,
    ledger: Ledger,
    household: np.ndarray,
    month: np.ndarray,
    own: np.ndarray,
    visitor: np.ndarray,
    rng: np.random.Generator,
) -> None:
    count = len(household)
    seen = world.index[household, month] + visitor[world.who.village[household], month // 6]
    noise = rng.normal(0, CONSTANTS.records.part_spread, (count, 4))
    points = np.clip(np.round(seen[:, None] + own[household] + noise), 0, 100)
    named = {f"{part}_points": points[:, n] for n, part in enumerate(PARTS)}
    ledger.add(
        "household_assessments",
        household=household,
        happened_on=world.clock.starts[month] + rng.integers(8, 28, count),
        lag=lags(rng, count, 3, 25, 0.1, 30),
        verified=rng.random(count) >= CONSTANTS.records.not_verified,
        **named,
    )
