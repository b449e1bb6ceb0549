"""A service opened for measuring on a copy of a run: the real one, and plain FastAPI with the same model."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlalchemy import select

from serving.access.caller import Within
from serving.database.accounts import Account
from serving.database.areas import Household
from serving.database.engine import Database
from serving.database.lists import Listed, PublishedList
from serving.run import Run
from serving.settings import PREFIX, Settings
from serving.starting import make_accounts, prepare

TODAY = "2026-11-22"
UP_SECONDS = 400  # on a machine that does other things as well


@dataclass(frozen=True)
class Opened:
    """Where it answers, the accounts' passwords (and the program's token), households to ask about."""

    address: str
    passwords: Mapping[str, str]
    listed: list[str]
    helpers_own: list[str]


@contextmanager
def opened(run: Path, workers: int) -> Iterator[Opened]:
    """The service on a copy of `run`, with so many workers; it ends with the context."""
    with tempfile.TemporaryDirectory(prefix="measured-") as folder:
        here = Path(folder)
        shutil.copytree(run, here / "run")
        settings = Settings(run=str(here / "run"), state=str(here / "state"), today=TODAY)
        database = Database(settings.database_url)
        prepare(settings, database, Run(settings.run_folder), accounts=False)
        passwords = {name: password for name, _, password in make_accounts(database)}
        listed, own = _households(database)
        database.engine.dispose()
        variables = {"RUN": settings.run, "STATE": settings.state, "TODAY": TODAY, "WORKERS": str(workers)}
        environment = {PREFIX + k: v for k, v in (variables | {"REQUESTS_PER_MINUTE": "1000000"}).items()}
        port = free_port()
        command = ["bentoml", "serve", "serving.service:PovertyRisk", "--host", "127.0.0.1", "--port", port]
        with running(command, environment, f"http://127.0.0.1:{port}/v1/health") as address:
            yield Opened(address.removesuffix("/v1/health"), passwords, listed, own)


@contextmanager
def plain(run: Path, workers: int = 2, app: str = "benchmarks.plain_service:app") -> Iterator[str]:
    """A service with nothing around the model, on `run`; its address."""
    port = free_port()
    command = ["uvicorn", app, "--port", port, "--workers", str(workers)]
    with running([*command, "--log-level", "error"], {"PLAIN_RUN": str(run)}, f"http://127.0.0.1:{port}/up") as up:
        yield up.removesuffix("/up")


@contextmanager
def running(command: list[str], environment: Mapping[str, str], health: str) -> Iterator[str]:
    """A server of our environment's `bin`, until the context ends; `health` once it answers."""
    programs = Path(sys.executable).parent  # on the path too: mlflow starts another one of them
    variables = os.environ | dict(environment) | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            [str(programs / command[0]), *command[1:]], env=variables, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(health)
            yield health
        finally:
            server.terminate()
            server.wait(60)


def _wait_for(health: str) -> None:
    ends = time.monotonic() + UP_SECONDS
    while time.monotonic() < ends:
        try:
            if httpx.get(health, timeout=10).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(1)
    raise SystemExit(f"no answer within {UP_SECONDS} s: is the run whole? (make demo)")


def free_port() -> str:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def _households(database: Database) -> tuple[list[str], list[str]]:
    """Those listed in the village officer's village, whom everybody but helpers reaches; and the helper's own."""
    with database.session(Within.everything()) as session:
        week = session.scalars(select(PublishedList.week).order_by(PublishedList.week.desc()).limit(1)).one()
        village, helper = (
            session.scalars(select(column).where(Account.role == role)).one()
            for column, role in ((Account.area_code, "village_officer"), (Account.helper_id, "helper_contact"))
        )
        listed = select(Listed.household_id).where(Listed.week == week, Listed.village_code == village)
        own = select(Household.household_id).where(Household.helper_id == helper)
        return sorted(session.scalars(listed)), sorted(session.scalars(own))
