"""The BentoML service: native endpoints beside the mounted pages and REST interface, on loopback by default.

Whatever is sent is read as JSON of any form and checked here, so that no framework repeats a value in a log.
"""

import features.environment  # noqa: F401  isort: skip

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import bentoml
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, RootModel, TypeAdapter, ValidationError
from starlette.types import Receive, Scope, Send

from features.errors import PovertyRiskError
from serving import audit
from serving.access.caller import Caller, Within
from serving.database.engine import seen
from serving.questions import BatchQuestion, Question
from serving.settings import Settings
from serving.web.application import application
from serving.web.errors import as_refusal
from serving.web.headers import log_unexpected
from serving.web.native import NativeDoor

SETTINGS = Settings.read()
F = TypeVar("F", bound=BaseModel)


@cache
def mounted() -> FastAPI:
    """The application, made in the process that serves: importing this module (a build does) opens nothing."""
    return application(SETTINGS)


class Sent(RootModel[Any]):
    """Any JSON."""

    model_config = ConfigDict(hide_input_in_errors=True)


async def everything_else(scope: Scope, receive: Receive, send: Send) -> None:
    """The application, for every path that is no native endpoint: it says "no such page" in its own words."""
    await mounted()(scope, receive, send)


@bentoml.asgi_app(everything_else, path="/")
@bentoml.service(
    name="poverty-risk",
    workers=SETTINGS.number("workers"),
    threads=8,
    traffic={"timeout": 60},
    metrics={"enabled": False},  # its labels are addresses, and addresses name households
    logging={"access": {"enabled": False}},  # so does its access log; ours writes address patterns
)
class PovertyRisk:
    """Who should be visited before they fall back into poverty, and why."""

    def __init__(self) -> None:
        mounted().state.worker.wake()  # jobs that a process before this one left

    @bentoml.api(route="/predict")
    def predict(self, sent: Sent, /, ctx: bentoml.Context) -> dict[str, Any]:
        """One household's poverty index and return risk; the body is that of /v1/assess."""
        return _answer(ctx, Question, sent, mounted().state.desk.predict)

    @bentoml.api(route="/predict_batch")
    def predict_batch(self, sent: Sent, /, ctx: bentoml.Context) -> list[dict[str, Any]]:
        """Many households' assessments; the body is that of /v1/assess_batch."""
        return _answer(ctx, BatchQuestion, sent, mounted().state.desk.assess_batch)

    @bentoml.api(route="/explain")
    def explain(self, sent: Sent, /, ctx: bentoml.Context) -> dict[str, Any]:
        """One household's contributions; the body is that of /v1/explain."""
        return _answer(ctx, Question, sent, mounted().state.desk.explain)


def _answer(ctx: bentoml.Context, form: type[F], sent: Sent, ask: Callable[..., Any]) -> Any:
    """The desk's answer, or its refusal with the sentence and status the REST interface would give."""
    caller: Caller = ctx.request.state.caller
    database, key = mounted().state.database, mounted().state.keys.audit
    try:
        question = form.model_validate(sent.root)
        with database.session(caller.within) as session:
            made = ask(question, caller, session)
            households = seen(session)
        with database.session(Within.nothing(), writing=True) as session:
            audit.note(session, key, caller, "read", f"POST {ctx.request.url.path}", households)
    except ValidationError as error:
        return _refused(ctx, 422, "内容不符合要求", f"not of the form asked for ({error.error_count()} places)")
    except PovertyRiskError as error:
        refusal = as_refusal(error)
        return _refused(ctx, refusal.status, refusal.zh, refusal.en)
    except Exception as error:
        log_unexpected(error)
        return _refused(ctx, 500, "服务出错，已记录", "something failed and was noted")
    return TypeAdapter(Any).dump_python(made, mode="json")


def _refused(ctx: bentoml.Context, status: int, zh: str, en: str) -> JSONResponse:
    ctx.response.status_code = status  # BentoML takes it from here, whatever the response says
    return JSONResponse({"detail": en, "detail_zh": zh}, status)


PovertyRisk.add_asgi_middleware(NativeDoor, application=mounted)  # type: ignore[attr-defined]  # a Service now
