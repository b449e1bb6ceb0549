"""Assessments of households on request."""

from datetime import date
from typing import Any

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field

from features.errors import NotThereError
from serving.access.right import Right
from serving.database.areas import Household
from serving.web.asking import Asking, Kept
from serving.web.routes import Endpoints

ENDPOINTS = Endpoints(prefix="/v1", tags=["assessments"])


class Question(BaseModel):
    """A household to assess, by its pseudonymous key."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    household_id: str = Field(min_length=1, max_length=64)
    as_of: date | None = None


@ENDPOINTS.endpoint("POST", "/assess", Right.CALL_API, summary="Assess one household")
def assess_one(request: Request, question: Question, caller: Asking, kept: Kept) -> dict[str, Any]:
    """Index, risk, band, reasons and measures of one household."""
    if kept.get(Household, question.household_id) is None:
        raise NotThereError("在您的辖区内没有此户", "there is no such household within your area")
    return request.app.state.assessor.known(question.household_id, question.as_of)
