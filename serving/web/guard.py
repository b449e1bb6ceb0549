"""The guard before everything: bounds on headers, body and time, so that nobody can fill memory or hold a socket."""

import asyncio

from fastapi import Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from features.text import Text
from serving.settings import Settings
from serving.web.errors import answer

HEADER_BYTES = 16_000
PART_SECONDS = 20.0  # the longest pause between two parts of a body
UPLOADS = ("/v1/jobs/records", "/v1/intake/exports/", "/intake/files")  # what may be as large as a file
TOO_LONG = Text(zh="请求头过长", en="the request's headers are too long")
TOO_LARGE = Text(zh="发送的内容过大", en="more was sent than is read")


class Guard:
    """ASGI middleware; it answers 431, 413 or 408 before anything else reads the request."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.body, self.upload = settings.number("body_bytes"), settings.number("job_bytes")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request within the bounds."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if sum(len(name) + len(value) for name, value in scope["headers"]) > HEADER_BYTES:
            await answer(Request(scope), 431, TOO_LONG)(scope, receive, send)
            return
        limit = self.upload if scope["path"].startswith(UPLOADS) else self.body
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or int(length) > limit:
            await answer(Request(scope), 413, TOO_LARGE)(scope, receive, send)
            return
        await self.app(scope, _bounded(receive, limit), send)


def _bounded(receive: Receive, limit: int) -> Receive:
    """`receive`, refusing what goes beyond `limit` bytes or comes too slowly."""
    read, ended = 0, False

    async def bounded() -> Message:
        nonlocal read, ended
        try:
            # Once the body is read, the next message tells that the browser has gone: it may take its time.
            message = await asyncio.wait_for(receive(), None if ended else PART_SECONDS)
        except TimeoutError:
            raise HTTPException(408) from None
        read += len(message.get("body", b""))
        ended = not message.get("more_body", False)
        if read > limit:
            raise HTTPException(413)
        return message

    return bounded
