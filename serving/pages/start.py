"""The start page: whoever signs in lands on the first page of his or her work."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from serving.access.right import Right
from serving.web.asking import Asking
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()


@PAGES.page("/", Right.SIGNED_IN)
def start(request: Request, caller: Asking) -> Response:
    """To the first page of the navigation that the caller may open."""
    first = next((e for e in request.app.state.entries if caller.may(e.right)), None)
    if first is not None:
        return RedirectResponse(first.path, 303)
    return render(request, "start.html", {})
