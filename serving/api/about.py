"""The model in use, the service's health and its metrics, and the interface's own description."""

from typing import Any

from fastapi import Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

from features.errors import PovertyRiskError
from models.card import card
from serving.access.right import Right
from serving.answers import Health, Model, words
from serving.web.metrics import exposition
from serving.web.routes import Endpoints

ENDPOINTS = Endpoints(prefix="/v1", tags=["about"])


@ENDPOINTS.endpoint("GET", "/model", Right.CALL_API, summary="The model in use")
def model(request: Request) -> Model:
    """Its card, fingerprint and policy version."""
    manifest = request.app.state.assessor.trained().manifest
    names = ("model_id", "fingerprint", "policy_version", "horizon_months", "source", "trained_on", "metrics")
    plain: dict[str, Any] = {name: getattr(manifest, name) for name in names}
    return Model(**plain, cautions=[words(one) for one in manifest.cautions], card=card(manifest))


@ENDPOINTS.endpoint(
    "GET",
    "/health",
    Right.EVERYBODY,
    summary="Whether the service can answer",
    responses={503: {"model": Health, "description": "the database or the model is away"}},
)
def health(request: Request, response: Response) -> Health:
    """Database and model; 503 if one of them is away."""
    found = Health(database=_database_answers(request), model=_model(request), model_refused=_refused(request))
    response.status_code = 200 if found.database and found.model else 503
    return found


def _database_answers(request: Request) -> bool:
    try:
        request.app.state.database.check()
    except SQLAlchemyError:
        return False
    return True


def _model(request: Request) -> str | None:
    try:
        return request.app.state.assessor.trained().manifest.model_id
    except PovertyRiskError:
        return None


def _refused(request: Request) -> bool:
    return request.app.state.assessor.refused is not None


@ENDPOINTS.endpoint(
    "GET",
    "/metrics",
    Right.CALL_API,
    summary="Prometheus metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}, "description": "counts and seconds per route; no identifiers"}},
)
def metrics() -> Response:
    """Counts and seconds by route, method and status."""
    return Response(exposition(), media_type="text/plain; version=0.0.4; charset=utf-8")


@ENDPOINTS.endpoint("GET", "/openapi.json", Right.CALL_API, summary="This description", include_in_schema=False)
def description(request: Request) -> JSONResponse:
    """The OpenAPI document of the interface."""
    app = request.app
    return JSONResponse(
        get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    )
