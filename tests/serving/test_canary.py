"""Two hundred invented names and numbers through every door, refused requests included: none is left in clear."""

import json
import logging
import re
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from prometheus_client import generate_latest
from sqlalchemy import select

from serving.access.caller import Within
from serving.access.role import Identity
from serving.database.areas import Household
from serving.invented_names import identity_of
from serving.starting import make_accounts
from tests.serving.conftest import Service, csrf_of

CANARIES = 200


def canaries() -> list[dict[Identity, str]]:
    """People who exist nowhere; their names are long enough not to occur by chance."""
    people = [identity_of(f"canary{n}", date(1980, 1, 1)) for n in range(CANARIES)]
    return [one | {Identity.NAME: f"{one[Identity.NAME]}金丝雀{n:03d}"} for n, one in enumerate(people)]


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Everything any logger said, formatted with its traceback."""
    said: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if not record.name.startswith(("httpx", "httpcore", "asyncio")):  # the test's own browser
                said.append(logging.Formatter("%(name)s %(message)s").format(record))

    keeper = Keeper(level=logging.DEBUG)
    root = logging.getLogger()
    before = root.level
    root.addHandler(keeper)
    root.setLevel(logging.DEBUG)
    yield said
    root.removeHandler(keeper)
    root.setLevel(before)


def send_everywhere(service: Service, values: list[str], addresses: list[str]) -> list[str]:
    """Every value as an address, a field, a body, a name, a password; returns the answers.

    `addresses` are added to: where the answers send a browser on, and what their pages link to.
    """
    program, browser = service.program(), service.browser("county_officer")
    token = csrf_of(browser.get("/sign-in").text)
    answers = []
    for value in values:
        for answer in (
            program.post("/v1/assess", json={"household_id": value}),
            program.post("/v1/assess", json={"household_id": "H1", value: value}),
            program.post("/v1/assess", json={"records": {"households": [{"household_id": value}], "members": [{}]}}),
            program.post("/v1/assess", content=value.encode(), headers={"content-type": "application/json"}),
            program.post("/v1/jobs", json={"households": [value]}, headers={"Idempotency-Key": "x" * 70}),
            program.get(f"/v1/list/{value}"),
            browser.post("/sign-out-not", data={"csrf": token, "note": value}),
            service.browser().post("/sign-in", data={"name": value, "password": value, "code": value}),
        ):
            answers.append((value, answer))
            addresses += [answer.headers.get("location", ""), *re.findall('(?:href|action|src)="([^"]*)"', answer.text)]
    return [f"{answer.status_code} {answer.text}" for value, answer in answers if not is_own_form(value, answer)]


def holds_one_of(path: Path, values: list[str]) -> bool:
    """Whether a file holds one of the values in clear, also inside what is compressed."""
    if path.suffix == ".parquet":
        content = str(pq.read_table(path).to_pylist()).encode()
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    else:
        content = path.read_bytes()
    return any(value.encode() in content for value in values)


def is_own_form(value: str, answer) -> bool:
    """A sign-in form shows the account name that was typed to whoever typed it."""
    return answer.status_code == 401 and 'name="password"' in answer.text


def test_no_canary_is_left_in_clear(own_service: Service, logged: list[str], tmp_path: Path):
    begun, people = time.time() - 1, canaries()
    addresses: list[str] = []
    database, vault = own_service.app.state.database, own_service.app.state.vault
    with database.session(Within.everything(), writing=True) as session:
        households = list(session.scalars(select(Household)))
        vault.put(
            session,
            [(households[n % len(households)], f"canary{n}", one) for n, one in enumerate(people)],
        )
    values = [value for one in people for value in one.values()]
    answers = send_everywhere(own_service, values[::41], addresses)
    asked = {"household_id": households[0].household_id}
    assert own_service.program().post("/v1/assess", json=asked).status_code == 200
    own_service.app.state.assessor.record.flush()
    place = own_service.settings.state_folder.parent
    files = [path for path in place.rglob("*") if path.is_file()]
    kinds = {path.suffix for path in files if path.stat().st_mtime >= begun}
    assert ".parquet" in kinds and {path.name for path in files} >= {"service.db", "return_risk.txt", "manifest.json"}
    clear = [path for path in files if holds_one_of(path, values)]
    assert not clear, f"in clear in {sorted({path.name for path in clear})}"
    for where, text in {
        "answers": "\n".join(answers),
        "log": "\n".join(logged),
        "metrics": generate_latest().decode(),
        "addresses": "\n".join(addresses),
    }.items():
        found = [value for value in values if value in text or json.dumps(value)[1:-1] in text]
        assert not found, f"{len(found)} canaries in the {where}"
    assert len(logged) > len(answers), "the log was listened to"


def test_a_password_is_kept_nowhere(own_service: Service):
    files = [p.read_bytes() for p in own_service.settings.state_folder.rglob("*") if p.is_file()]
    for password in own_service.passwords.values():
        assert not any(password.encode() in content for content in files)
    assert make_accounts(own_service.app.state.database) == []
