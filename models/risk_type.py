"""The county's risk types (status_decisions.risk_type): which one a reason points to, and which are plausible.

The rules of plausibility are the checkers': a type they would send back is not proposed.
"""

from collections.abc import Iterable, Mapping
from enum import Enum

from features.feature import features
from features.table import table
from features.text import Text
from features.theme import Theme
from models.alert import tables_behind

MOST = 5  # a household may be filed under up to five risk types
FAILED = -0.3  # sales that fell, or a harvest lost, by so much: production failed
DANGEROUS = 3.0  # grades C and D
LABOUR_SHARE = 0.25  # with more of its members able to work, "lack of labour" is implausible


class RiskType(Enum):
    """Why a household may fall back. The value is the code of status_decisions.risk_type: keep it."""

    ILLNESS = "illness"
    SCHOOLING = "schooling"
    DISABILITY = "disability"
    DISASTER = "disaster"
    ACCIDENT = "accident"
    PRODUCTION = "production"
    WORK = "work"
    LABOUR = "labour"
    HOUSING = "housing"
    WATER = "water"
    OTHER = "other"

    @property
    def label(self) -> Text:
        """The type's name on pages."""
        return table("status_decisions").all_columns["risk_type"].codes[self.value]


_OF_TABLE = {"drinking_water": RiskType.WATER, "disability_certificates": RiskType.DISABILITY}
_OF_THEME = {
    Theme.WORK: RiskType.WORK,
    Theme.MEDICAL: RiskType.ILLNESS,
    Theme.HOUSING: RiskType.HOUSING,
    Theme.SCHOOLING: RiskType.SCHOOLING,
    Theme.MEMBERS: RiskType.LABOUR,
    Theme.PRODUCTION: RiskType.PRODUCTION,
    Theme.DISASTER: RiskType.DISASTER,
}


# A guarantee is not kept where the fact is at least so much.
GUARANTEES = {
    RiskType.SCHOOLING: ("dropouts_compulsory_age", 1.0),
    RiskType.HOUSING: ("housing_grade_latest", DANGEROUS),
    RiskType.WATER: ("water_unsafe", 1.0),
}
# Where all facts of a line are known to be zero there is nothing that help of the type could mend.
_NOTHING_WRONG = {
    RiskType.ILLNESS: (("chronic_members", "major_illness_members"), ("medical_compliant_12m",)),
    RiskType.DISABILITY: (("disabled_members",),),
    RiskType.WORK: (("employed_members", "registered_workers", "jobs_lost_half_year"), ("labour_members",)),
    RiskType.SCHOOLING: (("students", "dropouts_compulsory_age"),),
    RiskType.WATER: (("water_unsafe", "water_cut_off"),),
    RiskType.DISASTER: (("disasters_12m",),),
}
_SALES, _LOSS = "harvest_sales_change_12m", "harvest_loss_share_12m"
_GRADE, _HAZARD = "housing_grade_latest", "house_hazard_zone"
_LABOUR, _MEMBERS = "labour_members", "members"
FACTS = frozenset(
    {name for lines in _NOTHING_WRONG.values() for line in lines for name in line}
    | {name for name, _ in GUARANTEES.values()}
    | {_SALES, _LOSS, _GRADE, _HAZARD, _LABOUR, _MEMBERS}
)
"""Every fact that is read of a household here."""


def pointed_to(feature: str) -> RiskType:
    """The risk type that a reason about `feature` points to."""
    tables = tables_behind(features()[feature])
    if len(tables) == 1 and (named := _OF_TABLE.get(next(iter(tables)))):
        return named
    return _OF_THEME.get(features()[feature].theme, RiskType.OTHER)


def plausible(kind: RiskType, facts: Mapping[str, float]) -> bool:
    """Whether the checkers would accept `kind` for a household with these `facts` (feature name to value).

    A fact that is missing or NaN speaks neither way.

    >>> plausible(RiskType.DISABILITY, {"disabled_members": 0.0}), plausible(RiskType.DISABILITY, {})
    (False, True)
    """
    if any(all(is_zero(facts, name) for name in line) for line in _NOTHING_WRONG.get(kind, ())):
        return False
    against = _AGAINST.get(kind)
    return against is None or not against(facts)


def risk_types(reasons: Iterable[str], facts: Mapping[str, float]) -> list[RiskType]:
    """The plausible risk types of a household, at most MOST.

    First the guarantees that its facts say are not kept (schooling, housing, water), then what the
    `reasons` (feature names, strongest first) point to. OTHER stands alone or not at all: it is what is left
    when nothing else is plausible.
    """
    broken = [kind for kind, (name, least) in GUARANTEES.items() if facts.get(name, 0.0) >= least]
    found = list(dict.fromkeys([*broken, *(pointed_to(name) for name in reasons)]))
    named: list[RiskType] = [kind for kind in found if kind is not RiskType.OTHER and plausible(kind, facts)]
    return named[:MOST] or [RiskType.OTHER]


def is_zero(facts: Mapping[str, float], name: str) -> bool:
    """Whether the fact is known to be zero."""
    return facts.get(name, float("nan")) == 0


def _known(facts: Mapping[str, float], name: str) -> float:
    return facts.get(name, float("nan"))


def _has_labour(facts: Mapping[str, float]) -> bool:
    labour, members = _known(facts, _LABOUR), _known(facts, _MEMBERS)
    return labour > LABOUR_SHARE * members or labour >= members


def _harvest_was_good(facts: Mapping[str, float]) -> bool:
    return _known(facts, _LOSS) < -FAILED and not _known(facts, _SALES) < FAILED


def _house_is_safe(facts: Mapping[str, float]) -> bool:
    return _known(facts, _GRADE) < DANGEROUS and is_zero(facts, _HAZARD)


# What else speaks against a type.
_AGAINST = {
    RiskType.PRODUCTION: _harvest_was_good,
    RiskType.HOUSING: _house_is_safe,
    RiskType.LABOUR: _has_labour,
}
