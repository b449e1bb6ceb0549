"""What stands around every answer: security headers, the language, and no traceback that carries a value."""

import logging
import time
import traceback
from http.cookies import SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from features.text import LANGUAGES
from serving.web.cookies import LANGUAGE
from serving.web.errors import unexpected
from serving.web.metrics import count

LOG = logging.getLogger("poverty_risk.serving")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Around:
    """ASGI middleware around the whole application; `secure` adds HSTS behind a TLS proxy."""

    def __init__(self, app: ASGIApp, secure: bool = False) -> None:
        self.app = app
        self.headers = ALWAYS | ({"strict-transport-security": "max-age=31536000"} if secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = _asked_language(scope)
        scope.setdefault("state", {})["language"] = asked or _kept_language(scope)
        begun, status, start = False, 500, time.perf_counter()

        async def with_headers(message: Message) -> None:
            nonlocal begun, status
            if message["type"] == "http.response.start":
                begun, status = True, message["status"]
                self._complete(MutableHeaders(scope=message), scope, asked)
            await send(message)

        try:
            await self.app(scope, receive, with_headers)
        except Exception as error:
            log_unexpected(error)
            if begun:
                raise
            await unexpected(Request(scope))(scope, receive, with_headers)
        finally:
            _note(scope, status, time.perf_counter() - start)

    def _complete(self, headers: MutableHeaders, scope: Scope, asked: str | None) -> None:
        for name, value in self.headers.items():
            headers.setdefault(name, value)
        if "/static/" not in scope["path"]:
            headers["cache-control"] = "no-store"
        if asked:
            headers.append("set-cookie", f"{LANGUAGE}={asked}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")


def _asked_language(scope: Scope) -> str | None:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    return asked if asked in LANGUAGES else None


def _kept_language(scope: Scope) -> str:
    cookie = SimpleCookie()
    try:
        cookie.load(Headers(scope=scope).get("cookie", ""))
    except Exception:  # a cookie another application left may be anything
        return LANGUAGES[0]
    kept = cookie[LANGUAGE].value if LANGUAGE in cookie else ""
    return kept if kept in LANGUAGES else LANGUAGES[0]


def _note(scope: Scope, status: int, seconds: float) -> None:
    """Count the request and write one line about it: the address pattern, never the address."""
    route = getattr(scope.get("route"), "path", "none")
    count(scope["method"], route, status, seconds)
    LOG.info("%s %s %s %.0f ms", scope["method"], route, status, 1000 * seconds)


def log_unexpected(error: Exception) -> None:
    """The error's kind and places, without its message: that may hold what somebody sent."""
    places = [f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)]
    LOG.error("unexpected %s at %s", type(error).__name__, " < ".join(reversed(places[-12:])))
