"""The service on a small invented county, with an account of every role."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from serving.database.engine import Database
from serving.run import Run
from serving.settings import Settings
from serving.starting import make_accounts, prepare
from serving.web.application import application
from tests.serving import small_run


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

    def program(self) -> TestClient:
        """A program with the integrator's token."""
        headers = {"authorization": f"Bearer {self.passwords['integrator']}"}
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
