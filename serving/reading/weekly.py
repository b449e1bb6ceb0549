"""What the page of the week shows: the listed households that were chosen, and what the week is like."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from features.errors import NotThereError
from features.text import Text
from models.lists.compare import GONE
from models.lists.lanes import LANES
from serving.access.caller import Caller
from serving.access.masking import suggested
from serving.database.accounts import Account
from serving.database.areas import HelperContact, Household
from serving.database.lists import Listed, PublishedList
from serving.reading.choice import Choice
from serving.reading.facts import Fact, facts
from serving.vault import Vault

AT_ONCE = 50


@dataclass(frozen=True)
class Row:
    """One listed household: its head's name as the caller may see it, its facts, weeks running on the list, help."""

    listed: Listed
    name: str
    helper: str
    visitor: str
    weeks: int
    facts: list[Fact]
    measures: list[Mapping[str, Any]]


@dataclass(frozen=True)
class Gone:
    """A household that was on last week's list and is not on this one, and why."""

    household_id: str
    village_code: str
    name: str
    why: Text


@dataclass(frozen=True)
class Seats:
    """What a township can visit this week and how many it has listed, by lane."""

    township_code: str
    visits: int
    assumed: bool
    lanes: dict[str, int]

    @property
    def listed(self) -> int:
        """Households on its list."""
        return sum(self.lanes.values())


def weeks_published(kept: Session) -> list[str]:
    """Every published week, the latest first."""
    return list(kept.scalars(select(PublishedList.week).order_by(PublishedList.week.desc())))


def published(kept: Session, week: str = "") -> PublishedList | None:
    """A week's list, the latest if none is named; None before the first. Raises NotThereError for a week without."""
    if week:
        found = kept.get(PublishedList, week)
        if found is None:
            raise NotThereError("没有这一周的名单", "there is no list of that week")
        return found
    return kept.scalar(select(PublishedList).order_by(PublishedList.week.desc()).limit(1))


def count(kept: Session, conditions: Sequence[Any]) -> int:
    """How many rows the conditions leave."""
    return kept.scalar(select(func.count()).select_from(Listed).where(*conditions)) or 0


def chosen_rows(kept: Session, conditions: Sequence[Any], page: int | None) -> list[Listed]:
    """The rows in the order of visits; all of them where `page` is None."""
    asked = select(Listed).where(*conditions).order_by(Listed.township_code, Listed.place)
    if page is not None:
        asked = asked.offset((page - 1) * AT_ONCE).limit(AT_ONCE)
    return list(kept.scalars(asked))


def with_words(kept: Session, vault: Vault, caller: Caller, rows: Sequence[Listed], as_of: date) -> list[Row]:
    """The rows with names, helpers and facts as `caller` may read them."""
    ids = [row.household_id for row in rows]
    names = vault.heads(kept, caller, ids)
    helpers = helpers_of(kept, ids)
    visitors = visitor_names(kept, {row.assigned_to for row in rows if row.assigned_to})
    weeks = weeks_running(kept, rows[0].week, ids) if rows else {}
    return [
        Row(
            row,
            names.get(row.household_id, ""),
            helpers.get(row.household_id, ""),
            visitors.get(row.assigned_to or "", ""),
            weeks[row.household_id],
            facts([*row.alerts, *row.reasons], as_of, caller),
            suggested(row.measures, caller),
        )
        for row in rows
    ]


def helpers_of(kept: Session, households: Sequence[str]) -> dict[str, str]:
    """By household, the name of the helper contact who answers for it."""
    asked = select(Household.household_id, HelperContact.shown, HelperContact.helper_id)
    asked = asked.join(HelperContact, HelperContact.helper_id == Household.helper_id)
    rows = kept.execute(asked.where(Household.household_id.in_(households))).tuples()
    return {household: shown or helper for household, shown, helper in rows}


def visitor_names(kept: Session, keys: set[str]) -> dict[str, str]:
    """The names of those who were asked to visit: helper contacts and accounts."""
    helpers = select(HelperContact.helper_id, HelperContact.shown).where(HelperContact.helper_id.in_(keys))
    accounts = select(Account.name, Account.shown).where(Account.name.in_(keys))
    named = {key: shown for asked in (accounts, helpers) for key, shown in kept.execute(asked).tuples()}
    return {key: named.get(key) or key for key in keys}


def weeks_running(kept: Session, week: str, households: Sequence[str]) -> dict[str, int]:
    """By household, in how many weeks running up to `week` it has been listed."""
    weeks = [one for one in weeks_published(kept) if one <= week]
    asked = select(Listed.household_id, Listed.week).where(Listed.household_id.in_(households))
    listed: dict[str, set[str]] = {household: set() for household in households}
    for household, one in kept.execute(asked).tuples():
        listed[household].add(one)
    return {household: _running(weeks, some) for household, some in listed.items()}


def _running(weeks: Sequence[str], listed: set[str]) -> int:
    return next((n for n, week in enumerate(weeks) if week not in listed), len(weeks))


def seats(kept: Session, about: PublishedList, townships: Sequence[str]) -> list[Seats]:
    """Capacity beside what is listed, of the townships given; [] where the week kept no capacity."""
    asked = select(Listed.township_code, Listed.lane, func.count()).where(Listed.week == about.week)
    by: dict[str, dict[str, int]] = {}
    for township, lane, number in kept.execute(asked.group_by(Listed.township_code, Listed.lane)).tuples():
        by.setdefault(township, dict.fromkeys(LANES, 0))[lane] = number
    return [
        Seats(c["township_code"], c["visits"], c["assumed"], by.get(c["township_code"], dict.fromkeys(LANES, 0)))
        for c in about.about.get("capacity", ())
        if c["township_code"] in townships
    ]


def gone(kept: Session, vault: Vault, caller: Caller, about: PublishedList, choice: Choice) -> list[Gone]:
    """The households within reach that left the list this week, of the township or village chosen.

    Names are read only where the page shows them.
    """
    left = {c["household_id"]: c["why"] for c in about.about.get("compared") or () if c["change"] == "gone"}
    asked = select(Household.household_id, Household.village_code).where(Household.household_id.in_(left))
    asked = asked.where(Household.village_code.startswith(choice.village or choice.township[:9]))
    there = dict(kept.execute(asked.order_by(Household.village_code)).tuples().all())
    names = vault.heads(kept, caller, there) if choice.change == "gone" else {}
    return [Gone(h, village, names.get(h, ""), GONE[left[h]]) for h, village in there.items()]


def gone_by_reason(left: Sequence[Gone]) -> list[tuple[Text, int]]:
    """How many left for which reason, the commonest first."""
    return Counter(one.why for one in left).most_common()
