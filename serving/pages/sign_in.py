"""Signing in and out."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from features.errors import NotSignedInError
from features.text import Text
from serving.access.right import Right
from serving.sign_in.sessions import caller_of_session, sign_in, sign_out
from serving.web.asking import Filled, Known, note_alone
from serving.web.cookies import forget_session, session_cookie, set_session
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()
ENDED = {
    "reading": Text(zh="登录已到期，请重新登录", en="your session has ended: please sign in again"),
    "sending": Text(
        zh="登录已到期，刚才提交的内容没有保存；请重新登录，返回后再提交（走访草稿仍在）",
        en="your session had ended and what you sent was not saved: sign in again, go back and send it once more "
        "(drafts of visits are still there)",
    ),
}


@PAGES.page("/sign-in", Right.EVERYBODY)
def show(request: Request, next: str = "/", ended: str = "") -> Response:
    """The form; `ended` says that a session ended while its owner was "reading" or "sending"."""
    return render(request, "sign_in.html", {"next": _own_path(next), "wrong": ENDED.get(ended), "name": ""})


@PAGES.action("/sign-in", Right.EVERYBODY)
def enter(request: Request, form: Filled) -> Response:
    """Sign in and go where the person was going."""
    onward, name = _own_path(str(form.get("next", "/"))), str(form.get("name", ""))[:64]
    try:
        token = sign_in(
            request.app.state.database, name, str(form.get("password", ""))[:256], str(form.get("code", ""))
        )
    except NotSignedInError as error:
        note_alone(request, None, "refused")
        wrong = Text(zh=error.zh, en=error.en)
        return render(request, "sign_in.html", {"next": onward, "wrong": wrong, "name": name}, status=401)
    note_alone(request, caller_of_session(request.app.state.database, token, request.app.state.settings), "signed_in")
    answer = RedirectResponse(onward, 303)
    set_session(answer, token, request.app.state.settings)
    return answer


@PAGES.action("/sign-out", Right.EVERYBODY)
def leave(request: Request, _caller: Known) -> Response:
    """End the session; done twice it does nothing more."""
    settings = request.app.state.settings
    token = request.cookies.get(session_cookie(settings))
    if token:
        sign_out(request.app.state.database, token)
    answer = RedirectResponse("/sign-in", 303)
    forget_session(answer, settings)
    return answer


def _own_path(path: str) -> str:
    """`path` if it is an address of this service, else the start page: nobody is sent elsewhere."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and "\n" not in path else "/"
