"""What the page of one household says: numbers in words, facts, what is not certain, help, members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from features.feature import features
from features.privacy import Privacy
from features.table import tables
from features.text import Text
from models.measure import Measure, measures
from models.risk_level import at_least, of_a_hundred, risk_level
from serving.access.caller import Caller
from serving.access.masking import suggested
from serving.access.role import Identity
from serving.cases.status import statuses
from serving.database.areas import HelperContact, Household
from serving.database.cases import Case
from serving.database.lists import Listed, Standing
from serving.drawing.index_over_time import IndexOn
from serving.household_records import Shown
from serving.reading.saying import value_said
from serving.run import Run

MOST_UNCERTAIN = 6
ADULT = 16  # the age from which a person's own circumstances are not a minor's


@dataclass(frozen=True)
class Member:
    """A member who has not left: name, relation, years of age, capacity for work and schooling as they may be seen."""

    name: str
    relation: Text | None
    age: int | None
    labour: Text | None
    schooling: Text | None


@dataclass(frozen=True)
class Offer:
    """A measure that fits; `to_ask` where a condition is not known, `lowers` where it would lower the risk."""

    measure: Measure
    held: bool
    to_ask: bool
    lowers: bool


@dataclass(frozen=True)
class Held:
    """Something the household draws already: what, since when, and how much a month or in all."""

    what: Text
    since: date
    amount: Text | None


def history(kept: Session, household_id: str) -> list[IndexOn]:
    """The poverty index week by week, oldest first, of the weeks with enough records to judge."""
    asked = select(Standing).where(Standing.household_id == household_id).order_by(Standing.week)
    rows = [row for row in kept.scalars(asked) if row.sufficient]
    return [IndexOn(row.week, row.poverty_index, row.index_low, row.index_high) for row in rows]


def risk_said(assessment: Mapping[str, Any], run: Run, caller_counts: bool) -> Text:
    """The return risk in words; with how many in a hundred for those who plan visits (`caller_counts`)."""
    county = run.risks(run.weeks()[-1])
    level = risk_level(assessment["return_risk"], county).label
    above = min(99, 100 * (1 - at_least(assessment["return_risk"], county)))
    said = Text(
        zh=f"{level.zh}，高于全县{above:.0f}%的农户", en=f"{level.en}: above {above:.0f} % of the county's households"
    )
    return Text(zh=said.zh + _counted(assessment).zh, en=said.en + _counted(assessment).en) if caller_counts else said


def _counted(assessment: Mapping[str, Any]) -> Text:
    middle, low, high = (of_a_hundred(assessment[k]) for k in ("return_risk", "risk_low", "risk_high"))
    fall = (
        Text(zh="返贫", en="fall back") if assessment["group"] == "return" else Text(zh="致贫", en="fall into poverty")
    )
    return Text(
        zh=f"。情况相近的农户，半年内{middle.zh}{fall.zh}（把握范围{low.zh}至{high.zh}）",
        en=f". Of households like it, {middle.en} {fall.en} within half a year (between {low.en} and {high.en})",
    )


def uncertain(assessment: Mapping[str, Any]) -> list[tuple[Text, Text]]:
    """What is not on record and would matter, with the department to ask: missing tables, then single facts."""
    missing = [tables()[name] for name in assessment["missing"] if name in tables()]
    single = [features()[name] for name in assessment["uncertain"][:MOST_UNCERTAIN] if name in features()]
    said = [(one.label, one.department.label) for one in missing] + [(f.label, f.department.label) for f in single]
    return list(dict.fromkeys(said))


def offers(assessment: Mapping[str, Any], caller: Caller) -> list[Offer]:
    """The measures kept with an assessment that the caller may be told of, those not drawn yet first."""
    made = [
        Offer(measures()[m["measure"]], m["held"], m["to_ask"], m["lowers"])
        for m in suggested(assessment["measures"], caller)
        if m["measure"] in measures()
    ]
    return sorted(made, key=lambda one: one.held)


def members(
    shown: Mapping[str, Shown], names: Mapping[str, Mapping[Identity, str]], caller: Caller, today: date
) -> list[Member]:
    """Who belongs to the household on `today`, oldest first."""
    rows = [r for r in (shown["members"].rows if "members" in shown else []) if not _left(r["left_on"], today)]
    rows.sort(key=lambda r: (r["born_on"] is None, r["born_on"]))
    return [_member(row, names.get(row["person_id"], {}), caller, today) for row in rows]


def _left(left_on: date | None, today: date) -> bool:
    return left_on is not None and left_on <= today


def _member(row: Mapping[str, Any], names: Mapping[Identity, str], caller: Caller, today: date) -> Member:
    age = _age(row["born_on"], today)
    hidden = age is not None and age < ADULT and not caller.sees(Privacy.MINOR)
    name = names.get(Identity.NAME, "")
    return Member(
        name=name[:1] + "*" * (len(name) - 1) if hidden else name,
        relation=row["relation"],
        age=None if hidden else age,
        labour=None if hidden else row.get("labour"),
        schooling=None if hidden else row.get("schooling_level"),
    )


def _age(born_on: date | None, today: date) -> int | None:
    """Whole years.

    >>> _age(date(2010, 11, 23), date(2026, 11, 22))
    15
    """
    if born_on is None:
        return None
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def held(shown: Mapping[str, Shown], today: date) -> list[Held]:
    """Benefits that run and help given in the last year, the latest first."""
    benefits = [r for r in _rows(shown, "benefits") if not _left(r["ended_on"], today)]
    given = [r for r in _rows(shown, "help_given") if (today - r["happened_on"]).days <= 365]
    made = [_held(shown["benefits"], r, "benefit", "monthly_fen") for r in benefits]
    made += [_held(shown["help_given"], r, "measure", "amount_fen") for r in given]
    return sorted(made, key=lambda one: one.since, reverse=True)


def _rows(shown: Mapping[str, Shown], name: str) -> Sequence[dict[str, Any]]:
    return shown[name].rows if name in shown else []


def _held(shown: Shown, row: Mapping[str, Any], what: str, amount: str) -> Held:
    columns = {c.name: c for c in shown.columns}
    value = row.get(amount)
    words = value_said(columns[amount], value) if amount in columns and value else None
    if words is not None and amount == "monthly_fen" and not isinstance(value, Text):
        words = Text(zh=f"每月{words.zh}", en=f"{words.en} a month")
    return Held(value_said(columns[what], row[what]), row["happened_on"], words)


def helper_of(kept: Session, household: Household) -> str:
    """The name of the helper contact who answers for it, "" if nobody does."""
    helper = kept.get(HelperContact, household.helper_id) if household.helper_id else None
    return (helper.shown or helper.helper_id) if helper else ""


def latest_listing(kept: Session, household_id: str) -> Listed | None:
    """The last week's row in which it was listed, None if it never was."""
    asked = select(Listed).where(Listed.household_id == household_id).order_by(Listed.week.desc())
    return kept.scalars(asked.limit(1)).first()


def cases_of(kept: Session, household_id: str) -> list[tuple[int, Text, date]]:
    """Number, status and day of opening of the household's cases, the latest first."""
    asked = select(Case.case_id, Case.status, Case.opened_on).where(Case.household_id == household_id)
    rows = kept.execute(asked.order_by(Case.case_id.desc())).tuples()
    return [(number, statuses()[status].label, opened_on) for number, status, opened_on in rows]
