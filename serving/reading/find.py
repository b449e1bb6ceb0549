"""Finding a household within reach by the beginning of its number, or by a member's name, identity number or phone."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from features.text import Text
from models.lists.volume import LANE_WORDS
from serving.access.caller import Caller
from serving.access.role import Identity
from serving.database.areas import Household
from serving.database.lists import PublishedList, Standing
from serving.database.vault import VaultField
from serving.vault import Vault

LEAST = 6  # characters of a number: shorter beginnings are shared by too many
MOST = 50
BY = (Identity.NAME, Identity.IDENTITY_NUMBER, Identity.PHONE)
STATUS = {
    **LANE_WORDS,
    "monitored": Text(zh="监测对象", en="monitored"),
    "in_procedure": Text(zh="认定程序办理中", en="in procedure"),
    "settled": Text(zh="走访核查未发现风险", en="visited, no risk found"),
    "called": Text(zh="数据不足，已联系", en="lacks records, was reached"),
    "beyond_capacity": Text(zh="本周未列入", en="not listed this week"),
}
NOT_ASSESSED = Text(zh="未评估", en="not assessed")


@dataclass(frozen=True)
class Found:
    """A household that fits what was sought, and where it stands this week."""

    household_id: str
    village_code: str
    name: str
    status: Text


def find(kept: Session, vault: Vault, caller: Caller, sought: str) -> list[Found]:
    """At most MOST households within reach; [] for nothing sought."""
    words = sought.strip()
    ids = _by_number(kept, words) or _by_person(kept, vault, words) if words else []
    asked = select(Household.household_id, Household.village_code).where(Household.household_id.in_(ids))
    rows = kept.execute(asked.order_by(Household.village_code, Household.household_id).limit(MOST)).tuples().all()
    names = vault.heads(kept, caller, [household for household, _ in rows])
    where = _standing(kept, [household for household, _ in rows])
    return [Found(h, village, names.get(h, ""), where.get(h, NOT_ASSESSED)) for h, village in rows]


def _by_number(kept: Session, words: str) -> list[str]:
    if len(words) < LEAST or not words.isascii() or not words.isalnum():
        return []
    asked = select(Household.household_id).where(Household.household_id.startswith(words))
    return list(kept.scalars(asked.limit(MOST)))


def _by_person(kept: Session, vault: Vault, words: str) -> list[str]:
    people = [person for identity in BY for person in vault.people_with(kept, identity, words)]
    return list(kept.scalars(select(VaultField.household_id).where(VaultField.person_id.in_(people)).distinct()))


def _standing(kept: Session, households: list[str]) -> dict[str, Text]:
    week = kept.scalar(select(PublishedList.week).order_by(PublishedList.week.desc()).limit(1))
    asked = select(Standing.household_id, Standing.status).where(Standing.week == week)
    rows = kept.execute(asked.where(Standing.household_id.in_(households))).tuples()
    return {household: STATUS[status] for household, status in rows}
