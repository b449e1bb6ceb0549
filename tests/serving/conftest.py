"""The service on a small invented county, with an account of every role."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

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


@pytest.fixture(scope="session")
def made_service(run: small_run.SmallRun, tmp_path_factory: pytest.TempPathFactory) -> Service:
    """One service for tests that only read."""
    return make_service(run, tmp_path_factory.mktemp("state"))


@pytest.fixture
def service(made_service: Service) -> Service:
    """A service for reading; a test that changes something asks for `own_service`."""
    return made_service


@pytest.fixture
def own_service(run: small_run.SmallRun, tmp_path: Path) -> Iterator[Service]:
    """A service with a database and a run of the test's own: what it finds goes into its own records."""
    shutil.copytree(run.root, tmp_path / "run")
    yield make_service(small_run.SmallRun(tmp_path / "run", run.trained), tmp_path / "state")


def make_service(run: small_run.SmallRun, state: Path, **settings: str) -> Service:
    """The application with its database made and its accounts noted."""
    read = Settings(run=str(run.root), state=str(state), today="2026-11-22", **settings)
    app = application(read)
    prepare(read, app.state.database, Run(run.root), accounts=False)
    passwords = {name: password for name, _, password in make_accounts(app.state.database)}
    return Service(app, read, passwords)
