"""Who may be asked to visit, and asking them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from features.errors import UnreadableError
from serving.access.caller import Caller
from serving.access.right import Right
from serving.access.role import Reach, roles
from serving.database.accounts import Account
from serving.database.areas import Household
from serving.database.lists import Listed

OWN_HELPER = "own_helper"
NOBODY = "nobody"


def visitors(kept: Session, caller: Caller) -> dict[str, str]:
    """Name and shown name of the accounts within the caller's area that may visit any household there."""
    may = [name for name, role in roles().items() if role.may(Right.VISIT) and role.reach is not Reach.OWN_HOUSEHOLDS]
    asked = select(Account).where(Account.role.in_(may), Account.disabled.is_(False)).order_by(Account.name)
    return {a.name: a.shown for a in kept.scalars(asked) if caller.within.covers(a.area_code)}


def assign(kept: Session, caller: Caller, rows: Sequence[Listed], to: str) -> int:
    """Ask `to` (OWN_HELPER, NOBODY, or an account's name) to visit the households; returns how many were asked for.

    A household without a helper contact is left as it is. Raises UnreadableError for a visitor out of reach.
    """
    if to not in (OWN_HELPER, NOBODY) and to not in visitors(kept, caller):
        raise UnreadableError("请选择由谁走访", "choose who is to visit")
    ids = [row.household_id for row in rows]
    helpers: dict[str, str | None] = {}
    if to == OWN_HELPER:
        asked = select(Household.household_id, Household.helper_id).where(Household.household_id.in_(ids))
        helpers = dict(kept.execute(asked).tuples().all())
    return sum(_asked(row, to, helpers.get(row.household_id)) for row in rows)


def _asked(row: Listed, to: str, helper: str | None) -> bool:
    if to == OWN_HELPER and helper is None:
        return False
    row.assigned_to = {OWN_HELPER: helper, NOBODY: None}.get(to, to)
    return True
