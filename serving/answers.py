"""The forms of the REST interface's answers: what a program is told, exactly, with its words in both languages."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import pandas as pd
from pydantic import BaseModel, Field

from features.feature import features
from features.table import tables
from features.text import Text
from serving.access.caller import Caller
from serving.access.masking import said, suggested


class Words(BaseModel):
    """The same words in Chinese and English."""

    zh: str
    en: str


class Reason(BaseModel):
    """One fact behind an assessment, in words; never a SHAP value."""

    feature: str
    theme: str
    words: Words
    new: bool
    happened_on: date | None
    known_on: date | None
    department: str


class Suggestion(BaseModel):
    """A measure that fits; `held` says that the household draws it already."""

    measure: str
    group: str
    words: Words
    held: bool


class Assessment(BaseModel):
    """One household as of a day.

    poverty_index is 0 to 100, higher is better off; return_risk a calibrated probability of falling back
    within the horizon; low and high bound 80 % intervals. Where `sufficient` is false too little is on
    record to judge, and the numbers must not be used.
    """

    household_id: str
    village_code: str
    as_of: date
    group: Literal["return", "entry"]
    monitored: bool
    sufficient: bool
    missing: list[Words] = Field(description="tables whose records are missing")
    poverty_index: float
    index_low: float
    index_high: float
    band: Literal["poor", "liable", "stable"]
    return_risk: float
    risk_low: float
    risk_high: float
    reasons: list[Reason]
    uncertain: list[Words] = Field(description="what is not certain because it is not on record")
    lowers: list[Words] = Field(description="what would lower the risk")
    measures: list[Suggestion]
    model_id: str
    fingerprint: str
    policy_version: str


class Prediction(BaseModel):
    """An assessment's numbers, for programs that need no words; see `Assessment`."""

    household_id: str
    as_of: date
    sufficient: bool
    poverty_index: float
    index_low: float
    index_high: float
    band: Literal["poor", "liable", "stable"]
    return_risk: float
    risk_low: float
    risk_high: float
    model_id: str
    fingerprint: str


class Contribution(BaseModel):
    """How much one feature moved the raw score of the return risk; `value` is null where it is unknown."""

    feature: str
    words: Words
    unit: str
    value: float | None
    contribution: float


class Explanation(BaseModel):
    """An assessment with exact contributions: base and contributions add up to the raw score."""

    assessment: Assessment
    base: float
    contributions: list[Contribution]
    unknown: list[Words]


class WhyNot(BaseModel):
    """Whether a household is on a week's list, and the sentences that say why, the cause first."""

    week: str
    listed: bool
    code: str
    lines: list[Words]


class Listing(BaseModel):
    """A household on a week's list, in the order of its township."""

    household_id: str
    village_code: str
    township_code: str
    lane: Literal["rule", "model", "audit", "insufficient"]
    place: int
    change: Literal["new", "still"]
    return_risk: float
    poverty_index: float
    band: str
    alerts: list[Words]
    reasons: list[Words]
    selection_probability: float


class WeekList(BaseModel):
    """A published week, within the token's area."""

    week: str
    as_of: date
    list_hash: str = Field(description="hash of the whole county's list")
    households: list[Listing]


class Model(BaseModel):
    """The model in use: what it is, what it was judged by, and what to be careful about."""

    model_id: str
    fingerprint: str
    policy_version: str
    horizon_months: int
    source: str
    trained_on: dict[str, list[date]]
    metrics: dict[str, Any]
    cautions: list[Words]
    card: str = Field(description="the model's card, Markdown")


class Health(BaseModel):
    """Whether the service can answer."""

    database: bool
    model: str | None
    model_refused: bool = Field(description="a newer model was refused; the one before serves on")


def words(text: Text | Mapping[str, str]) -> Words:
    """Both languages of a text."""
    return Words(zh=text.zh, en=text.en) if isinstance(text, Text) else Words(zh=text["zh"], en=text["en"])


def assessment_of(row: Mapping[Any, Any], caller: Caller) -> Assessment:
    """A row of `models.assess.COLUMNS` as `caller` may read it."""
    read = {name: json.loads(row[name]) for name in ("missing", "reasons", "uncertain", "lowers", "measures")}
    plain = {name: row[name] for name in Assessment.model_fields if name not in read}
    return Assessment.model_validate(
        plain
        | {
            "as_of": pd.Timestamp(row["as_of"]).date(),
            "missing": [words(tables()[name].label) for name in read["missing"]],
            "reasons": [reason_of(one, caller) for one in read["reasons"]],
            "uncertain": [words(features()[name].label) for name in read["uncertain"]],
            "lowers": [words(one) for one in suggested(read["lowers"], caller)],
            "measures": [Suggestion(words=words(one), **_named(one)) for one in suggested(read["measures"], caller)],
        }
    )


def prediction_of(row: Mapping[Any, Any]) -> Prediction:
    """A row of numbers."""
    plain = {name: row[name] for name in Prediction.model_fields}
    return Prediction.model_validate(plain | {"as_of": pd.Timestamp(row["as_of"]).date()})


def reason_of(one: Mapping[str, Any], caller: Caller) -> Reason:
    """A reason as kept with an assessment."""
    names = ("feature", "theme", "new", "happened_on", "known_on", "department")
    return Reason.model_validate(
        {name: one[name] or None if "_on" in name else one[name] for name in names}
        | {"words": words(said(one, caller))}
    )


def _named(one: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in ("measure", "group", "held")}
