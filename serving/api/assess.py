"""Assessments and explanations of households on request."""

from datetime import date

import numpy as np
from fastapi import Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from features.errors import NotThereError, TooLargeError
from features.feature import features
from serving.access.caller import Caller
from serving.access.right import Right
from serving.answers import Assessment, Contribution, Explanation, assessment_of, words
from serving.assessor import Assessed, check_day
from serving.database.areas import Household
from serving.database.engine import saw
from serving.posted import Posted
from serving.questions import BatchQuestion, Question, Records, rows_in
from serving.web.asking import Asking, Kept
from serving.web.routes import Endpoints

ENDPOINTS = Endpoints(prefix="/v1", tags=["assessments"])
MOST_ROWS = 2000  # rows of records per household that is stated


@ENDPOINTS.endpoint("POST", "/assess", Right.CALL_API, summary="Assess one household")
def assess_one(request: Request, question: Question, caller: Asking, kept: Kept) -> Assessment:
    """Index, risk, band, reasons and measures of one household, of the records or as stated."""
    return _all(_one(request, question, caller, kept), caller)[0]


@ENDPOINTS.endpoint("POST", "/assess_batch", Right.CALL_API, summary="Assess many households at once")
def assess_many(request: Request, question: BatchQuestion, caller: Asking, kept: Kept) -> list[Assessment]:
    """As /v1/assess for many; those that did not exist on the day are left out. Larger batches: /v1/jobs."""
    limit = request.app.state.settings.number("batch_households")
    if len(question.households or ()) > limit:
        raise TooLargeError(f"一次最多{limit}户，更多请用/v1/jobs", f"at most {limit} at once; use /v1/jobs for more")
    if question.households is not None:
        made = known(request, kept, question.households, question.as_of)
    else:
        made = stated(request, caller, question.records or {}, question.as_of, limit)
    return _all(made, caller)


@ENDPOINTS.endpoint("POST", "/explain", Right.CALL_API, summary="Explain one household's assessment")
def explain(request: Request, question: Question, caller: Asking, kept: Kept) -> Explanation:
    """The assessment with the exact contribution of every feature to the raw score, and what is unknown."""
    asked = _one(request, question, caller, kept)
    values = asked.made.risk_contributions.iloc[0]
    row = asked.vectors.iloc[0]
    seen = [name for name in values.index if caller.sees(features()[name].privacy)]
    contributions = [
        Contribution(
            feature=name,
            words=words(features()[name].label),
            unit=features()[name].unit,
            value=None if np.isnan(row[name]) else float(row[name]),
            contribution=float(values[name]),
        )
        for name in seen
    ]
    unknown = [words(features()[name].label) for name in values.index if np.isnan(row[name])]
    return Explanation(
        assessment=_all(asked, caller)[0],
        base=asked.made.risk_base,
        contributions=sorted(contributions, key=lambda one: -abs(one.contribution)),
        unknown=unknown,
    )


def _one(request: Request, question: Question, caller: Caller, kept: Session) -> Assessed:
    if question.household_id is not None:
        return known(request, kept, [question.household_id], question.as_of)
    return stated(request, caller, question.records or {}, question.as_of, 1)


def known(request: Request, kept: Session, households: list[str], as_of: date | None) -> Assessed:
    """Assessments of households of the records; raises NotThereError if one is out of reach."""
    wanted = list(dict.fromkeys(households))
    found = {h.household_id: h for h in kept.scalars(select(Household).where(Household.household_id.in_(wanted)))}
    if len(found) < len(wanted):
        raise NotThereError(
            f"其中{len(wanted) - len(found)}户在您的辖区内不存在",
            f"{len(wanted) - len(found)} of the households do not exist within your area",
        )
    saw(kept, found)
    assessor, settings = request.app.state.assessor, request.app.state.settings
    day = assessor.latest() if as_of is None else check_day(as_of, max(settings.day(), assessor.latest()))
    return assessor.known(wanted, day, _common_area([h.village_code for h in found.values()]))


def _common_area(villages: list[str]) -> str:
    """The smallest area that holds all villages: a township, or the county."""
    first = villages[0]
    return first[:9] if all(v.startswith(first[:9]) for v in villages) else first[:6]


def stated(request: Request, caller: Caller, records: Records, as_of: date | None, households: int) -> Assessed:
    """Assessments of households of whom the caller states the records; nothing of them is kept."""
    assessor, settings = request.app.state.assessor, request.app.state.settings
    most = MOST_ROWS * households
    if rows_in(records) > most:
        raise TooLargeError(f"最多{most}条记录，更多请用/v1/jobs", f"at most {most} rows; use /v1/jobs for more")
    day = assessor.latest() if as_of is None else check_day(as_of, max(settings.day(), assessor.latest()))
    return assessor.posted(Posted(records, day, caller.within.scope))


def _all(asked: Assessed, caller: Caller) -> list[Assessment]:
    return [assessment_of(row, caller) for row in asked.made.table.to_dict("records")]
