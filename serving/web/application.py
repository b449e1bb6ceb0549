"""The web application: every page and endpoint found in their folders, behind one sign-in and one set of errors."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import partial
from types import ModuleType
from typing import TypeVar

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

import serving.api
import serving.pages
from features.errors import DeclarationError
from serving.access.pace import Pace
from serving.assessor import Assessor
from serving.database.engine import Database
from serving.desk import Desk
from serving.findings import deliver_quietly
from serving.intake.commands import Commands
from serving.jobs import Worker
from serving.keys import keys_of
from serving.request_record import RequestRecord
from serving.run import Run
from serving.settings import Settings
from serving.vault import Vault
from serving.web.errors import add_handlers
from serving.web.guard import Guard
from serving.web.headers import Around
from serving.web.rendering import STATIC
from serving.web.routes import Endpoints, Pages, declared_routes

R = TypeVar("R")
ABOUT = "Poverty index, return risk, reasons and weekly lists for the households within a token's area."


def application(settings: Settings) -> FastAPI:
    """The application on the run and database of `settings`; raises what would make it unsafe or wrong."""
    settings.check()
    app = FastAPI(title="Poverty risk", version="1", description=ABOUT, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.settings = settings
    app.state.database = Database(settings.database_url)
    app.state.keys = keys_of(settings.keys_file)
    app.state.vault = Vault(app.state.keys, settings.vault_cipher())
    app.state.pace = Pace(settings.number("requests_per_minute"))
    app.state.run = Run(settings.run_folder)
    app.state.database.actions["findings"] = partial(deliver_quietly, app.state.database, app.state.run.records)
    record = RequestRecord(app.state.run.root / "requests")
    app.state.assessor = Assessor(app.state.run, settings.state_folder / "vectors", record, settings.day)
    app.state.desk = Desk(app.state.assessor, settings)
    commands = Commands(app.state.run.root / "records", app.state.run.root / "quality", settings.source)
    jobs = settings.state_folder / "jobs"
    app.state.worker = Worker(app.state.database, app.state.desk, app.state.keys, jobs, commands)
    app.state.database.actions["jobs"] = app.state.worker.wake
    app.state.entries = []
    for pages in page_modules():
        app.router.routes += pages.routes
        app.state.entries += pages.entries
    app.state.entries.sort(key=lambda entry: entry.place)
    for endpoints in endpoint_modules():
        app.router.routes += endpoints.routes
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    list(declared_routes(app.routes))
    add_handlers(app)
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(Around, secure=settings.secure_cookies)
    return app


def page_modules() -> Iterator[Pages]:
    """PAGES of every module in serving/pages."""
    for module in _modules(serving.pages):
        yield _constant(module, "PAGES", Pages)


def endpoint_modules() -> Iterator[Endpoints]:
    """ENDPOINTS of every module in serving/api."""
    for module in _modules(serving.api):
        yield _constant(module, "ENDPOINTS", Endpoints)


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        yield importlib.import_module(found.name)


def _constant(module: ModuleType, name: str, kind: type[R]) -> R:
    value = getattr(module, name, None)
    if not isinstance(value, kind):
        raise DeclarationError(f"{module.__name__}: expected one constant {name} = {kind.__name__}(…)")
    return value
