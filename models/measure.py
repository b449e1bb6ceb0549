"""The declaration of a measure: one kind of help, whom it fits, where to ask for it, and what it may change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

import numpy as np

from features.declared import Declaration, declared
from features.department import Department
from features.errors import DeclarationError
from features.feature import Direction, features
from features.privacy import Privacy
from features.table import table
from features.text import Text
from models.risk_type import RiskType


class Group(Enum):
    """The groups of measures that the checkers count. The value is stored: keep it."""

    INDUSTRY = "industry"
    WORK = "work"
    FINANCE = "finance"
    PUBLIC_POST = "public_post"
    HEALTH = "health"
    SCHOOLING = "schooling"
    COMPULSORY_SCHOOLING = "compulsory_schooling"
    HOUSING = "housing"
    RELOCATION = "relocation"
    WATER = "water"
    SAFETY_NET = "safety_net"
    SOCIAL_AID = "social_aid"

    @property
    def label(self) -> Text:
        """The group's name on pages."""
        return _GROUPS[self]

    @property
    def developmental(self) -> bool:
        """Whether it is 开发式帮扶: help that rests on the household's own labour."""
        return self in (Group.INDUSTRY, Group.WORK, Group.FINANCE, Group.PUBLIC_POST)


class Labour(Enum):
    """Which households a measure is for, by what labour they have."""

    ANY = "any"
    NEEDED = "needed"
    NONE_LEFT = "none_left"


@dataclass(frozen=True)
class Become:
    """The feature becomes `value`, or keeps a better one."""

    value: float

    def of(self, old: np.ndarray) -> np.ndarray:
        """The new values, before what is better is kept."""
        return np.full_like(old, self.value)


@dataclass(frozen=True)
class Times:
    """The feature shrinks or grows by `factor`."""

    factor: float

    def of(self, old: np.ndarray) -> np.ndarray:
        """The new values."""
        return old * self.factor


@dataclass(frozen=True)
class Plus:
    """The feature changes by `amount`, in its unit."""

    amount: float

    def of(self, old: np.ndarray) -> np.ndarray:
        """The new values."""
        return old + self.amount


Change = Become | Times | Plus


@dataclass(frozen=True, kw_only=True)
class Measure(Declaration):
    """One kind of help.

    `serves`: the risk types it answers. `labour`: what labour the household must have. `needs`: facts
    that must hold, as inclusive (least, most) by feature, in people's units; None is open; a fact known to be
    otherwise excludes the measure, an unknown one is to be asked. `held_codes`: codes of
    `benefits.benefit` that mean it is drawn already; `held_when`: facts that say so. `changes`: what
    it may change, for the search of what would lower the risk; `effect` says the same in words.
    `unofficial`: the size of the effect, or a condition, is our assumption and shown as such.
    """

    label: Text
    group: Group
    serves: tuple[RiskType, ...]
    eligibility: Text
    office: Department
    papers: Text
    deadline: Text
    labour: Labour = Labour.ANY
    needs: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    held_codes: tuple[str, ...] = ()
    held_when: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)
    effect: Text | None = None
    unofficial: bool = True

    def __post_init__(self) -> None:
        if not self.serves:
            raise DeclarationError(f"measure {self.label.en!r}: serves no risk type")
        if bool(self.changes) != (self.effect is not None):
            raise DeclarationError(f"measure {self.label.en!r}: changes and effect go together")
        if self.group.developmental and self.labour is not Labour.NEEDED:
            raise DeclarationError(f"measure {self.label.en!r}: a developmental measure needs labour")
        unknown = set(self.held_codes) - set(table("benefits").all_columns["benefit"].codes)
        if unknown:
            raise DeclarationError(f"measure {self.label.en!r}: {sorted(unknown)[0]!r} is no code of benefits.benefit")

    def check_placed(self) -> None:
        """Raise DeclarationError for a feature that does not exist or that help must not change."""
        for name in (*self.needs, *self.held_when, *self.changes):
            if name not in features():
                raise DeclarationError(f"{self.module}: {name!r} is no declared feature")
        for name in self.changes:
            feature = features()[name]
            if feature.of or feature.direction is Direction.EITHER:
                raise DeclarationError(
                    f"{self.module}: changes {name}, which is derived or has no direction; change what it is made of"
                )

    @property
    def tells(self) -> frozenset[Privacy]:
        """The classes of what is given away of a household to which it is suggested, by the facts that it rests on."""
        rests_on = {features()[name].privacy for name in (*self.needs, *self.held_when, *self.changes)}
        return frozenset(rests_on | ({Privacy.HEALTH} if self.group is Group.HEALTH else set()))

    def changed(self, name: str, old: np.ndarray) -> np.ndarray:
        """The values of feature `name` once it is given: never worse than before, within its valid range.

        Unknown values (NaN) stay unknown.
        """
        new = np.clip(self.changes[name].of(old), *features()[name].valid_range)
        better = np.minimum if features()[name].direction is Direction.RAISES_RISK else np.maximum
        return np.where(np.isnan(old), old, better(old, new))


_GROUPS = {
    Group.INDUSTRY: Text(zh="产业帮扶", en="Production"),
    Group.WORK: Text(zh="就业帮扶", en="Employment"),
    Group.FINANCE: Text(zh="金融帮扶", en="Finance"),
    Group.PUBLIC_POST: Text(zh="公益性岗位帮扶", en="Public welfare post"),
    Group.HEALTH: Text(zh="健康帮扶", en="Health"),
    Group.SCHOOLING: Text(zh="教育帮扶", en="Schooling"),
    Group.COMPULSORY_SCHOOLING: Text(zh="义务教育保障", en="Compulsory schooling"),
    Group.HOUSING: Text(zh="住房安全保障", en="Safe housing"),
    Group.RELOCATION: Text(zh="搬迁", en="Relocation"),
    Group.WATER: Text(zh="饮水安全保障", en="Safe drinking water"),
    Group.SAFETY_NET: Text(zh="综合保障", en="Safety net"),
    Group.SOCIAL_AID: Text(zh="社会帮扶", en="Social aid"),
}


@cache
def measures() -> Mapping[str, Measure]:
    """Every declared measure by name, in alphabetical order."""
    return declared("models.measures", Measure)


def within(value: float, bounds: tuple[float | None, float | None]) -> bool | None:
    """Whether a fact lies within inclusive bounds; None if it is unknown.

    >>> within(2.0, (1, None)), within(0.0, (1, None)), within(float("nan"), (1, None))
    (True, False, None)
    """
    if value != value:
        return None
    least, most = bounds
    # A comparison of numpy's numbers is no bool, and callers ask whether it `is` one.
    return bool((least is None or value >= least) and (most is None or value <= most))
