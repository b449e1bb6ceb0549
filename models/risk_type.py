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
# Where all of these are known to be zero there is nothing that help of the type could mend.
_NOTHING_WRONG = {
    RiskType.SCHOOLING: ("students", "dropouts_compulsory_age"),
    RiskType.WATER: ("water_unsafe", "water_cut_off"),
    RiskType.DISASTER: ("disasters_12m",),
}


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
    if kind is RiskType.ILLNESS:
        healthy = is_zero(facts, "chronic_members") and is_zero(facts, "major_illness_members")
        return not (healthy or is_zero(facts, "medical_compliant_12m"))
    if kind is RiskType.DISABILITY:
        return not is_zero(facts, "disabled_members")
    if kind is RiskType.WORK:
        no_record = all(is_zero(facts, n) for n in ("employed_members", "registered_workers", "jobs_lost_half_year"))
        return not (no_record or is_zero(facts, "labour_members"))
    if kind is RiskType.PRODUCTION:
        fell = facts.get("harvest_sales_change_12m", float("nan")) < FAILED
        return fell or not facts.get("harvest_loss_share_12m", float("nan")) < -FAILED
    if kind is RiskType.HOUSING:
        safe = facts.get("housing_grade_latest", float("nan")) < DANGEROUS
        return not (safe and is_zero(facts, "house_hazard_zone"))
    if kind is RiskType.LABOUR:
        return not _has_labour(facts)
    return not all(is_zero(facts, n) for n in _NOTHING_WRONG.get(kind, ("",)))


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


def _has_labour(facts: Mapping[str, float]) -> bool:
    labour, members = facts.get("labour_members", float("nan")), facts.get("members", float("nan"))
    return labour > LABOUR_SHARE * members or labour >= members
