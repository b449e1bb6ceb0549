"""Every refusal and failure as one clear sentence in the caller's language: a page, or JSON under /v1."""

import re
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlalchemy.exc import IntegrityError, OperationalError, TimeoutError
from starlette.exceptions import HTTPException

from features.errors import (
    ConflictError,
    ContractError,
    EmptyPopulationError,
    NotSignedInError,
    PovertyRiskError,
    RecordStoreError,
    RequestError,
    ScopeError,
    UnavailableError,
    UnknownAreaError,
    UnreadableError,
)
from features.text import Text
from serving.web.cookies import session_cookie
from serving.web.rendering import render

ASKED_WRONGLY = (ContractError, EmptyPopulationError, RecordStoreError, UnknownAreaError, ScopeError)
RETRY_AFTER = {429: "5", 503: "30"}  # seconds
NAMED = re.compile("[a-z][a-z_]{0,40}")
PROGRAMS = ("/v1/", "/predict", "/explain", "/schema.json", "/docs.json", "/metrics")  # answered in JSON
HTTP_WORDS = {
    404: Text(zh="没有这个页面", en="there is no such page"),
    405: Text(zh="此地址不接受这种请求", en="this address does not take such a request"),
    408: Text(zh="发送太慢，请检查网络后重试", en="sent too slowly; check the network and try again"),
    413: Text(zh="发送的内容过大", en="more was sent than is read"),
}


def add_handlers(app: FastAPI) -> None:
    """Teach `app` to answer every kind of error."""
    app.add_exception_handler(RequestError, _refused)
    app.add_exception_handler(PovertyRiskError, _own)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(OperationalError, _busy)
    app.add_exception_handler(TimeoutError, _busy)
    app.add_exception_handler(IntegrityError, _twice)


def answer(request: Request, status: int, words: Text) -> Response:
    """The sentence as JSON for programs, as a page for people."""
    if request.url.path.startswith(PROGRAMS):
        return JSONResponse({"detail": words.en, "detail_zh": words.zh}, status)
    return render(request, "refused.html", {"words": words, "status": status}, status=status)


def unexpected(request: Request) -> Response:
    """What is said when something failed that nobody foresaw."""
    words = Text(zh="服务出错，已记录；请稍后再试", en="something failed and was noted; please try again later")
    return answer(request, 500, words)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)
    if isinstance(error, NotSignedInError) and not request.url.path.startswith(("/v1/", "/sign-in")):
        return _to_sign_in(request)
    response = answer(request, error.status, Text(zh=error.zh, en=error.en))
    if error.status in RETRY_AFTER:
        response.headers["retry-after"] = RETRY_AFTER[error.status]
    if error.status == 401 and request.url.path.startswith("/v1/"):
        response.headers["www-authenticate"] = "Bearer"
    return response


def _to_sign_in(request: Request) -> Response:
    """To the sign-in page, which says that a session has ended, and back afterwards if nothing was being submitted."""
    reading = request.method == "GET"
    asked = {"next": request.url.path} if reading and request.url.path != "/" else {}
    if session_cookie(request.app.state.settings) in request.cookies:
        asked["ended"] = "reading" if reading else "sending"
    address = "/sign-in" + (f"?{urlencode(asked, safe='/')}" if asked else "")
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"hx-redirect": address})
    return RedirectResponse(address, 303)


async def _own(request: Request, error: Exception) -> Response:
    assert isinstance(error, PovertyRiskError)
    return await _refused(request, as_refusal(error))


def as_refusal(error: PovertyRiskError) -> RequestError:
    """Any error of ours as what a caller is told; its sentence holds no value, so it may be passed on."""
    if isinstance(error, RequestError):
        return error
    kind = UnreadableError if isinstance(error, ASKED_WRONGLY) else UnavailableError
    return kind(f"无法处理：{error}", str(error))


async def _invalid(request: Request, error: Exception) -> Response:
    """Which field is wrong and how; never the value that was sent."""
    assert isinstance(error, RequestValidationError)
    wrong = [f"{_place(e['loc'])}: {e['type']}" for e in error.errors()[:5]]
    said = "; ".join(wrong) or "body"
    return answer(request, 422, Text(zh=f"内容不符合要求：{said}", en=f"not of the form asked for: {said}"))


def _place(parts: tuple[int | str, ...]) -> str:
    """Where something is wrong; a key that looks like none of ours is not repeated, it may be a value."""
    return ".".join(str(p) if isinstance(p, int) or NAMED.fullmatch(p) else "…" for p in parts[1:]) or "body"


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    other = Text(zh="请求无法处理", en="the request cannot be served")
    response = answer(request, error.status_code, HTTP_WORDS.get(error.status_code, other))
    response.headers.update(error.headers or {})
    return response


async def _twice(request: Request, _error: Exception) -> Response:
    words = ConflictError("已有人先提交，请刷新后再看", "somebody was faster with the same; reload and look again")
    return await _refused(request, words)


async def _busy(request: Request, _error: Exception) -> Response:
    words = UnavailableError("数据库正忙或不可用，请稍后再试", "the database is busy or away; try again in a moment")
    return await _refused(request, words)
