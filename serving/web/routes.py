"""Routes that say what right they ask for; one that does not say it stops the program."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from pydantic import BaseModel
from starlette.routing import BaseRoute, Mount

from features.errors import DeclarationError
from features.text import Text
from serving.access.right import Right
from serving.web.asking import asks

ASKED = "x-right"
TOKEN = HTTPBearer(auto_error=False, description="a token of `python -m serving token make`")


class Problem(BaseModel):
    """What every refusal says: one sentence in English and in Chinese."""

    detail: str
    detail_zh: str


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": words}
    for status, words in {
        401: "no token, or one that has ended",
        403: "the token's role may not",
        404: "no such thing within the token's area",
        413: "more was sent than is read",
        422: "not of the form asked for",
        429: "asked too often",
        503: "the service cannot answer now",
    }.items()
}


@dataclass(frozen=True)
class Entry:
    """A page in the navigation: its words, its address and its place in the row."""

    words: Text
    path: str
    place: int
    right: Right


class Pages(APIRouter):
    """The pages of one module: `PAGES = Pages()`, then `@PAGES.page(path, right)` and `@PAGES.action(path, right)`."""

    def __init__(self) -> None:
        super().__init__(default_response_class=HTMLResponse, include_in_schema=False)
        self.entries: list[Entry] = []

    def page(self, path: str, right: Right, *, entry: Text | None = None, place: int = 0) -> Callable[[Any], Any]:
        """A page that is read (GET); with `entry` it stands in the navigation."""
        if entry is not None:
            self.entries.append(Entry(entry, path, place, right))
        return self._route(path, "GET", right)

    def action(self, path: str, right: Right) -> Callable[[Any], Any]:
        """What a form does (POST): needs the form's CSRF token, and answers with a redirection or a page."""
        return self._route(path, "POST", right)

    def _route(self, path: str, method: str, right: Right) -> Callable[[Any], Any]:
        extra = {ASKED: right.value}
        return self.api_route(path, methods=[method], dependencies=[Depends(asks(right))], openapi_extra=extra)


class Endpoints(APIRouter):
    """The endpoints of one module of the REST interface: `ENDPOINTS = Endpoints(tags=[…])`."""

    def endpoint(
        self, method: str, path: str, right: Right, *, sends: dict[str, Any] | None = None, **words: Any
    ) -> Callable[[Any], Any]:
        """An endpoint; `words` go to FastAPI (summary, responses), `sends` describes a body that is no form."""
        dependencies = [Depends(asks(right))] if right is Right.EVERYBODY else [Depends(TOKEN), Depends(asks(right))]
        refusals = REFUSALS if right is not Right.EVERYBODY else {503: REFUSALS[503]}
        words["responses"] = refusals | words.get("responses", {})
        extra = {ASKED: right.value} | ({"requestBody": {"content": sends, "required": True}} if sends else {})
        return self.api_route(path, methods=[method], dependencies=dependencies, openapi_extra=extra, **words)


def right_of(route: APIRoute) -> Right:
    """What a route asks for; raises DeclarationError if it does not say."""
    asked = (route.openapi_extra or {}).get(ASKED)
    if asked is None:
        raise DeclarationError(
            f"route {route.path}: says no right; declare it with Pages.page, Pages.action or Endpoints.endpoint"
        )
    return Right(asked)


def declared_routes(routes: list[BaseRoute]) -> Iterator[tuple[APIRoute, Right]]:
    """Every route with its right; raises DeclarationError for one that says none."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route, right_of(route)
        elif not (isinstance(route, Mount) and route.path == "/static"):
            raise DeclarationError(f"route {getattr(route, 'path', route)}: is not declared; use Pages or Endpoints")
