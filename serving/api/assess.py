"""Assessments and explanations of households on request."""

from fastapi import Request

from serving.access.right import Right
from serving.answers import Assessment, Explanation
from serving.questions import BatchQuestion, Question
from serving.web.asking import Asking, Kept
from serving.web.routes import Endpoints

ENDPOINTS = Endpoints(prefix="/v1", tags=["assessments"])


@ENDPOINTS.endpoint("POST", "/assess", Right.CALL_API, summary="Assess one household")
def assess_one(request: Request, question: Question, caller: Asking, kept: Kept) -> Assessment:
    """Index, risk, band, reasons and measures of one household, of the records or as stated."""
    return request.app.state.desk.assess(question, caller, kept)


@ENDPOINTS.endpoint("POST", "/assess_batch", Right.CALL_API, summary="Assess many households at once")
def assess_many(request: Request, question: BatchQuestion, caller: Asking, kept: Kept) -> list[Assessment]:
    """As /v1/assess for many; those that did not exist on the day are left out. Larger batches: /v1/jobs."""
    return request.app.state.desk.assess_batch(question, caller, kept)


@ENDPOINTS.endpoint("POST", "/explain", Right.CALL_API, summary="Explain one household's assessment")
def explain(request: Request, question: Question, caller: Asking, kept: Kept) -> Explanation:
    """The assessment with the exact contribution of every feature to the raw score, and what is unknown."""
    return request.app.state.desk.explain(question, caller, kept)
