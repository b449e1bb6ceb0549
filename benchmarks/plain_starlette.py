"""The same as benchmarks.plain_service without FastAPI: what a request costs when nothing checks it."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from benchmarks.plain_service import Question, assess_one, numbers_of


async def up(request: Request) -> Response:
    """Whether it answers."""
    return JSONResponse(True)


async def numbers_asked(request: Request) -> Response:
    """Index and risk of one household."""
    return JSONResponse(numbers_of(Question(**await request.json())))


async def assessment_asked(request: Request) -> Response:
    """The whole assessment of one household."""
    return JSONResponse(assess_one(Question(**await request.json())))


app = Starlette(
    routes=[
        Route("/up", up),
        Route("/numbers", numbers_asked, methods=["POST"]),
        Route("/assess", assessment_asked, methods=["POST"]),
    ]
)
