"""What a request's functions may ask for: the caller, a session of the database, a form, the language."""

import hmac
from collections.abc import Callable, Iterator
from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Request
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from features.errors import NotAllowedError, NotSignedInError
from serving import audit
from serving.access.caller import Caller, Within
from serving.access.right import Right
from serving.database.engine import Database, changes, seen
from serving.sign_in.sessions import caller_of_session
from serving.sign_in.tokens import caller_of_token
from serving.web.cookies import session_cookie

CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


async def form_of(request: Request) -> FormData:
    """The form of a request, empty if it has none. Files are received only from somebody who is signed in."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/") and await to_thread.run_sync(_caller_of_cookie, request) is None:
        raise NotSignedInError("请先登录", "please sign in")
    return await request.form() if "form" in kind else FormData()


Filled = Annotated[FormData, Depends(form_of)]


def caller_of_request(request: Request, form: Filled) -> Caller | None:
    """Who asks: by bearer token under /v1, else by the session's cookie. A changing form must carry its CSRF token."""
    if request.url.path.startswith("/v1/"):
        return caller_of_token(request.app.state.database, request.headers.get("authorization", ""))
    caller = request.state.caller = _caller_of_cookie(request)
    if caller is not None and request.method in CHANGING:
        _check_csrf(request, form, caller)
    return caller


def _caller_of_cookie(request: Request) -> Caller | None:
    settings = request.app.state.settings
    token = request.cookies.get(session_cookie(settings))
    return caller_of_session(request.app.state.database, token, settings) if token else None


def _check_csrf(request: Request, form: FormData, caller: Caller) -> None:
    given = request.headers.get("x-csrf-token") or str(form.get("csrf", ""))
    if not hmac.compare_digest(given.encode(), caller.csrf.encode()) or _from_elsewhere(request):
        raise NotAllowedError(
            "表单已过期，请返回刷新页面后再提交（已填内容未保存）",
            "the form has expired: go back, reload the page and submit it again (nothing was saved)",
        )


def _from_elsewhere(request: Request) -> bool:
    return request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")


Known = Annotated[Caller | None, Depends(caller_of_request)]


def asks(right: Right) -> Callable[..., None]:
    """A dependency that lets only callers with `right` pass."""

    def check(request: Request, caller: Known) -> None:
        if right is Right.EVERYBODY:
            return
        if caller is None:
            raise NotSignedInError("请先登录", "please sign in")
        request.app.state.pace.check(caller.name)
        if not caller.may(right):
            note_alone(request, caller, "refused")
        caller.check_may(right)

    return check


def signed_in(caller: Known) -> Caller:
    """The caller; raises NotSignedInError if there is none."""
    if caller is None:
        raise NotSignedInError("请先登录", "please sign in")
    return caller


Asking = Annotated[Caller, Depends(signed_in)]


def session_of(request: Request, caller: Known) -> Iterator[Session]:
    """A session within the caller's reach; a changing request commits before its answer is sent.

    What was read or changed is in the audit log before the answer is: where the log cannot be written,
    nothing is shown.
    """
    database: Database = request.app.state.database
    within = Within.nothing() if caller is None else caller.within
    writing = request.method in CHANGING
    with database.session(within, writing=writing) as session:
        yield session
        if writing:
            session.flush()
            _log(request, session, caller, "changed" if changes(session) else "read", session)
    if not writing and seen(session):
        with database.session(Within.nothing(), writing=True) as own:
            _log(request, own, caller, "read", session)


def _log(request: Request, into: Session, caller: Caller | None, act: str, done: Session) -> None:
    audit.note(into, request.app.state.keys.audit, caller, act, route_of(request), seen(done), changes(done))


def note_alone(request: Request, caller: Caller | None, act: str) -> None:
    """An entry of its own in the audit log: a sign-in, a refusal."""
    with request.app.state.database.session(Within.nothing(), writing=True) as session:
        audit.note(session, request.app.state.keys.audit, caller, act, route_of(request))


def route_of(request: Request) -> str:
    """The request's method and address pattern, without any value."""
    route = request.scope.get("route")
    return f"{request.method} {getattr(route, 'path', 'unknown')}"


Kept = Annotated[Session, Depends(session_of, scope="function")]
