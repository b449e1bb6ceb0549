"""The door of BentoML's own endpoints: the same token, the same bounds; its self-description stays closed."""

from collections.abc import Callable

from anyio import to_thread
from fastapi import FastAPI, Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from features.errors import TooOftenError
from features.text import Text
from serving.access.right import Right
from serving.sign_in.tokens import caller_of_token
from serving.web.errors import answer
from serving.web.guard import Guard

NATIVE = ("/predict", "/predict_batch", "/explain")
CLOSED = ("/schema.json", "/docs.json", "/metrics")
NO_TOKEN = Text(zh="请先登录", en="please sign in with a token")
NOTHING = Text(zh="没有这个页面", en="there is no such page")


class NativeDoor:
    """ASGI middleware around the whole BentoML service; pages and REST pass to their own application untouched."""

    def __init__(self, app: ASGIApp, application: Callable[[], FastAPI]) -> None:
        self.app, self.application = app, application()
        self.guarded = Guard(self._known_only, self.application.state.settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path = scope.get("path", "")
        if scope["type"] != "http" or path not in (*NATIVE, *CLOSED):
            await self.app(scope, receive, send)
            return
        if path in CLOSED:
            await answer(Request(scope), 404, NOTHING)(scope, receive, send)
            return
        await self.guarded(scope, receive, send)

    async def _known_only(self, scope: Scope, receive: Receive, send: Send) -> None:
        authorization = Headers(scope=scope).get("authorization", "")
        caller = await to_thread.run_sync(caller_of_token, self.application.state.database, authorization)
        if caller is None or not caller.may(Right.CALL_API):
            await answer(Request(scope), 401, NO_TOKEN)(scope, receive, send)
            return
        try:
            self.application.state.pace.check(caller.name)
        except TooOftenError as error:
            await answer(Request(scope), error.status, Text(zh=error.zh, en=error.en))(scope, receive, send)
            return
        scope.setdefault("state", {})["caller"] = caller
        await self.app(scope, receive, send)
