"""The publicity sheet: what may hang out in a village, chosen field by field, so that nothing private can slip in.

Not on it: identity numbers, telephones, accounts, health, the reasons of the list, or anything written freely.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from features.errors import NotYetError
from serving.cases.guards import Circumstances
from serving.cases.status import Aim


@dataclass(frozen=True)
class Sheet:
    """What is made public: `members` None if unknown; `until` is the last day on which objections are taken."""

    name: str
    village: str
    members: int | None
    aim: Aim
    met_on: date
    votes_for: int
    votes_against: int
    public_from: date
    until: date


def sheet(c: Circumstances, name: str, village: str) -> Sheet:
    """The sheet of the case's last village meeting; raises NotYetError before it was held."""
    held = c.steps("hold_meeting")
    if not held:
        raise NotYetError(
            "还没有登记民主评议，不能公示", "the village meeting has not been entered: nothing to make public"
        )
    filled = held[-1].filled
    begun, members = date.fromisoformat(filled["public_from"]), c.facts.get("members")
    return Sheet(
        name=name,
        village=village,
        members=None if members is None else int(members),
        aim=Aim(c.case.aim),
        met_on=date.fromisoformat(filled["met_on"]),
        votes_for=filled["votes_for"],
        votes_against=filled["votes_against"],
        public_from=begun,
        until=begun + timedelta(days=c.least_publicity - 1),
    )
