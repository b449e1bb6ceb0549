"""BentoML's own endpoints, asked on a running server: the same token, the same answers, nothing said about itself."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from serving.access.caller import Within
from serving.database.areas import Household
from serving.database.engine import Database
from tests.serving.conftest import Prepared, settings_of

pytestmark = pytest.mark.slow
WORKERS = 2
SECRET = "990101199001011234"


@pytest.fixture(scope="module")
def own(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    return prepared.copied(Path(tmp_path_factory.mktemp("native")) / "own")


@pytest.fixture(scope="module")
def address(own: Prepared) -> Iterator[str]:
    """A server of two workers on a free port; it is ended with the tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = os.environ | {
        "POVERTY_RISK_RUN": str(own.root / "run"),
        "POVERTY_RISK_STATE": str(own.root / "state"),
        "POVERTY_RISK_WORKERS": str(WORKERS),
        "BENTOML_HOME": str(own.root / "bentoml"),  # where the workers' counts are put together
    }
    bentoml = str(Path(sys.executable).parent / "bentoml")
    command = [bentoml, "serve", "serving.service:PovertyRisk", "--host", "127.0.0.1", "--port", port]
    with (own.root / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield _up(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(30)


def _up(address: str) -> str:
    for _ in range(120):
        try:
            if httpx.get(address + "/v1/health", timeout=5).status_code == 200:
                return address
        except httpx.TransportError:
            pass
        time.sleep(1)
    pytest.fail("the server did not come up in two minutes")


@pytest.fixture
def program(own: Prepared, address: str) -> Iterator[httpx.Client]:
    headers = {"authorization": f"Bearer {own.passwords['integrator']}"}
    with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        yield client


def household(own: Prepared) -> str:
    with Database(settings_of(own.root).database_url).session(Within.everything()) as session:
        return session.scalars(select(Household.household_id).limit(1)).one()


def test_every_door_gives_the_same_numbers(own: Prepared, program: httpx.Client):
    asked = {"household_id": household(own)}
    rest, native = (program.post(path, json=asked).json() for path in ("/v1/assess", "/predict"))
    assert {name: rest[name] for name in native} == native
    assert program.post("/explain", json=asked).json()["assessment"] == rest
    assert program.post("/predict_batch", json={"households": [asked["household_id"]]}).json() == [rest]


@pytest.mark.parametrize("path", ["/predict", "/predict_batch", "/explain"])
def test_without_a_token_nothing_is_answered(address: str, path: str):
    assert httpx.post(address + path, json={}).status_code == 401


@pytest.mark.parametrize("path", ["/docs.json", "/schema.json", "/metrics", "/static_content/index.html"])
def test_the_server_says_nothing_about_itself(address: str, path: str):
    assert httpx.get(address + path).status_code == 404


def test_what_was_refused_is_neither_repeated_nor_logged(own: Prepared, program: httpx.Client):
    bodies = (f'"{SECRET}"', f'{{"{SECRET}": 1}}', f'{{"household_id": "{SECRET}x!"}}', f"{SECRET}{{")
    for body in bodies:
        answer = program.post("/predict", content=body.encode(), headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422)
        assert SECRET not in answer.text
    assert SECRET not in (own.root / "server.log").read_text(encoding="utf-8")


def test_a_pickle_is_refused(program: httpx.Client):
    answer = program.post("/predict", content=b"x", headers={"content-type": "application/vnd.bentoml+pickle"})
    assert answer.status_code == 415


def answered(own: Prepared, address: str, route: str) -> float:
    """How many requests of a route were answered, as whichever worker is asked tells it."""
    token = {"authorization": f"Bearer {own.passwords['integrator']}"}
    lines = httpx.get(f"{address}/v1/metrics", headers=token).text.splitlines()
    counts = [line for line in lines if line.startswith("poverty_risk_requests_total{") and f'route="{route}"' in line]
    return sum(float(line.rsplit(" ", 1)[1]) for line in counts)


def test_every_worker_tells_what_all_of_them_have_answered(own: Prepared, address: str):
    before = answered(own, address, "/v1/model")
    for _ in range(20):  # each by a connection of its own, which any worker may take
        httpx.get(f"{address}/v1/model")
    told = {answered(own, address, "/v1/model") for _ in range(10)}
    assert told == {before + 20}
