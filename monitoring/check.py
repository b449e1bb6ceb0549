"""A check: one question about the week, a threshold with its source, who is told, how often."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from features.declared import Declaration, declared
from features.errors import DeclarationError
from features.text import Text
from monitoring.finding import Finding
from monitoring.week import Week


class Told(Enum):
    """Who must act on an alarm; the value is stored."""

    DEPARTMENT = "department"
    COUNTY_STAFF = "county_staff"
    DATA_SCIENTIST = "data_scientist"

    @property
    def label(self) -> Text:
        """In words."""
        return _TOLD[self]


_TOLD = {
    Told.DEPARTMENT: Text(zh="数据来源部门", en="the department that sends the records"),
    Told.COUNTY_STAFF: Text(zh="县级工作人员", en="county staff"),
    Told.DATA_SCIENTIST: Text(zh="数据科学人员", en="data scientist"),
}


class Every(Enum):
    """How often a check is made; the value is stored."""

    WEEK = "week"
    MONTH = "month"

    @property
    def label(self) -> Text:
        """In words."""
        return Text(zh="每周", en="every week") if self is Every.WEEK else Text(zh="每月", en="every month")

    def due(self, as_of: date) -> bool:
        """Whether the week that ends on `as_of` is one of its weeks: for a month, the week of its first Sunday."""
        return self is Every.WEEK or as_of.day <= 7


class Concern(Enum):
    """What a check watches over; the order of the report."""

    RECORDS = "records"
    FEATURES = "features"
    MODEL = "model"
    LIST = "list"
    OUTCOMES = "outcomes"

    @property
    def label(self) -> Text:
        """In words."""
        return _CONCERNS[self]


_CONCERNS = {
    Concern.RECORDS: Text(zh="部门送来的记录", en="Records that departments sent"),
    Concern.FEATURES: Text(zh="特征", en="Features"),
    Concern.MODEL: Text(zh="模型", en="Models"),
    Concern.LIST: Text(zh="名单", en="The list"),
    Concern.OUTCOMES: Text(zh="结果", en="Outcomes"),
}


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """From where on a finding is an alarm: the number, what it measures, and who says so."""

    value: float
    measure: Text
    source: str


@dataclass(frozen=True, kw_only=True)
class Check(Declaration):
    """One check.

    `find` measures a week; whatever cannot be measured it says as not estimable. `remedy` is what whoever
    is told should do.
    """

    concern: Concern
    question: Text
    threshold: Threshold
    remedy: Text
    told: tuple[Told, ...]
    find: Callable[[Week], list[Finding]]
    every: Every = Every.WEEK

    def __post_init__(self) -> None:
        if not self.told:
            raise DeclarationError(f"check {self.question.en!r}: say who is told")
        if not self.threshold.source:
            raise DeclarationError(f"check {self.question.en!r}: a threshold needs its source")
        if not (self.question.zh.endswith("？") and self.question.en.endswith("?")):
            raise DeclarationError(f"check {self.question.en!r}: a check is a question, in both languages")


@cache
def checks() -> Mapping[str, Check]:
    """Every declared check by name, in alphabetical order."""
    return declared("monitoring.checks", Check)
