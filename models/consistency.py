"""The checkers' rules on which help goes with which risk (a provincial data check), as data and as one check."""

from collections.abc import Collection, Iterable

from models.measure import Group
from models.risk_type import RiskType

DEVELOPMENTAL = frozenset(g for g in Group if g.developmental)

# At least one of these groups must be present for the risk type; a type not named asks for none in particular.
ONE_OF: dict[RiskType, frozenset[Group]] = {
    RiskType.ILLNESS: frozenset({Group.HEALTH, Group.SOCIAL_AID}),
    RiskType.SCHOOLING: frozenset({Group.COMPULSORY_SCHOOLING, Group.SCHOOLING, Group.SOCIAL_AID}),
    RiskType.DISABILITY: frozenset({Group.SAFETY_NET, Group.SOCIAL_AID}),
    RiskType.HOUSING: frozenset({Group.HOUSING, Group.RELOCATION}),
    RiskType.WATER: frozenset({Group.WATER}),
}


def breaches(
    kinds: Iterable[RiskType], groups: Collection[Group], *, labour: bool | None, allowance: bool
) -> list[str]:
    """The rules that a household's measures break, in words; empty if the checkers would accept them.

    `groups`: of all measures held or proposed. `labour`: whether any member can work, None if unknown.
    `allowance`: whether 低保 or 特困 is held or proposed.
    """
    found = [
        f"risk type {kind.value} needs one of {', '.join(sorted(g.value for g in ONE_OF[kind]))}"
        for kind in kinds
        if kind in ONE_OF and not ONE_OF[kind] & set(groups)
    ]
    if labour and not DEVELOPMENTAL & set(groups):
        found.append("a household with labour needs a developmental measure (industry, work, finance, public post)")
    if labour is False and not allowance:
        found.append("a household without any labour needs the subsistence allowance or extreme hardship support")
    return found
