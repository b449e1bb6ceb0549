"""The service on a small invented county, with an account of every role."""

import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import make_transient

from serving.access.caller import Within
from serving.database.accounts import Account, Token
from serving.database.engine import Database
from serving.run import Run
from serving.settings import Settings
from serving.starting import make_accounts, prepare
from serving.web.application import application
from tests.serving import postgres, small_run

DATABASES = SQLITE, POSTGRESQL = "sqlite", "postgresql"


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> small_run.SmallRun:
    """The run every test of the service reads; never written to."""
    return small_run.make(tmp_path_factory.mktemp("run"))


@dataclass(frozen=True)
class Service:
    """A service of its own for a test: its application, its settings and its accounts' passwords."""

    app: FastAPI
    settings: Settings
    passwords: dict[str, str]

    def browser(self, role: str | None = None, language: str = "zh") -> TestClient:
        """A browser, signed in as `role` (None: nobody)."""
        client = TestClient(self.app, follow_redirects=False, raise_server_exceptions=False)
        client.cookies.set("language", language)
        if role is not None:
            entered = client.post("/sign-in", data={"name": role, "password": self.passwords[role]})
            assert entered.status_code == 303, entered.text
        return client

    def program(self, role: str = "integrator") -> TestClient:
        """A program with the token of its role."""
        headers = {"authorization": f"Bearer {self.passwords[role]}"}
        return TestClient(self.app, headers=headers, raise_server_exceptions=False)


def csrf_of(page: str) -> str:
    """The CSRF token in a page's first form."""
    return page.split('name="csrf" value="', 1)[1].split('"', 1)[0]


@dataclass(frozen=True)
class Prepared:
    """A run with a state folder beside it, database and accounts made: copied for tests that change something."""

    root: Path
    passwords: dict[str, str]

    def service(self, **settings: str) -> Service:
        """The application on this run and state."""
        read = settings_of(self.root, **settings)
        return Service(application(read), read, self.passwords)

    def copied(self, to: Path) -> "Prepared":
        """The same, elsewhere."""
        shutil.copytree(self.root, to)
        return Prepared(to, self.passwords)


def settings_of(root: Path, **settings: str) -> Settings:
    """Settings for a run and its state below `root`."""
    return Settings(run=str(root / "run"), state=str(root / "state"), today="2026-11-22", **settings)


@pytest.fixture(scope="session")
def prepared(run: small_run.SmallRun, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The small run with its database made, its lists published and an account of every role."""
    root = tmp_path_factory.mktemp("prepared")
    shutil.copytree(run.root, root / "run")
    settings = settings_of(root)
    database = Database(settings.database_url)
    prepare(settings, database, Run(settings.run_folder), accounts=False)
    passwords = {name: password for name, _, password in make_accounts(database)}
    database.engine.dispose()
    return Prepared(root, passwords)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[postgres.Server]:
    """A PostgreSQL server of the test run's own."""
    folder = Path(tempfile.mkdtemp(prefix="poverty-risk-pg-"))  # pytest's own folders are closed to user postgres
    try:
        with postgres.server(folder) as running:
            yield running
    except (OSError, ImportError, subprocess.SubprocessError) as error:
        postgres.cannot_start(request.config, error)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def prepared_postgres(prepared: Prepared, server: postgres.Server) -> str:
    """The name of a PostgreSQL database prepared like `prepared`, to be copied."""
    url = server.database()
    database = Database(url)
    prepare(settings_of(prepared.root), database, Run(prepared.root / "run"), accounts=False)
    with Database(settings_of(prepared.root).database_url).session(Within.nothing()) as session:
        people = [*session.scalars(select(Account)), *session.scalars(select(Token))]
    with database.session(Within.nothing(), writing=True) as session:
        for one in people:
            make_transient(one)
            if isinstance(one, Account):
                one.account_id = None  # the database counts them itself, and goes on from there
            session.add(one)
    database.engine.dispose()
    return url.rsplit("/", 1)[1]


@pytest.fixture(params=DATABASES)
def any_service(request: pytest.FixtureRequest, prepared: Prepared, tmp_path: Path) -> Iterator[Service]:
    """As `own_service`, once on each database."""
    with service_on(request.param, request, prepared.copied(tmp_path / "own")) as service:
        yield service


@contextmanager
def service_on(database: str, request: pytest.FixtureRequest, own: Prepared) -> Iterator[Service]:
    """The service on its own copy, with its state in one of DATABASES."""
    if database == SQLITE:
        yield own.service()
        return
    url = request.getfixturevalue("server").database(request.getfixturevalue("prepared_postgres"))
    service = own.service(database=url)
    yield service
    service.app.state.database.engine.dispose()


@contextmanager
def listening(service: Service) -> Iterator[str]:
    """The service on a free port of this machine; its address."""
    config = uvicorn.Config(service.app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def made_service(prepared: Prepared) -> Service:
    """One service for tests that only read."""
    return prepared.service()


@pytest.fixture
def service(made_service: Service) -> Service:
    """A service for reading; a test that changes something asks for `own_service`."""
    return made_service


@pytest.fixture
def own_service(prepared: Prepared, tmp_path: Path) -> Service:
    """A service with a database and a run of the test's own: what it finds goes into its own records."""
    return prepared.copied(tmp_path / "own").service()
