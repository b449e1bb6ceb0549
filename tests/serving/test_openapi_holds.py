"""What the OpenAPI document says holds for whatever is sent (schemathesis)."""

import json
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.serving.conftest import Prepared

FEW, MANY = 4, 200  # requests per endpoint; those without anything to fill in are asked once
# What keeps the form may still be refused where the body holds records or a day: that rows refer to each other, lie in
# the token's area and keep their table's contract, or that a day is none to come, no JSON Schema can say.
BY_CONTRACT = ("/v1/assess", "/v1/assess_batch", "/v1/explain", "/v1/jobs", "/v1/jobs/records")
RELAXED = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None, "derandomize": True}


@schemathesis.serializer("application/x-ndjson")
def as_it_is(context: object, value: object) -> bytes:
    """A file of records goes out as it was made up: the service must say what is wrong with it."""
    return value if isinstance(value, bytes) else json.dumps(value).encode()


@pytest.fixture(scope="module")
def described(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> tuple[BaseSchema, dict[str, str]]:
    """The interface as a service of its own describes it, and the header with its token."""
    service = prepared.copied(Path(tmp_path_factory.mktemp("described")) / "own").service(requests_per_minute="100000")
    service.app.state.database.actions["jobs"] = lambda: None
    token = {"Authorization": f"Bearer {service.passwords['integrator']}"}
    return schemathesis.openapi.from_asgi("/v1/openapi.json", service.app, headers=token), token


def answers_as_described(schema: BaseSchema, token: dict[str, str], examples: int) -> int:
    """Ask every endpoint `examples` times with whatever schemathesis makes up; returns how often in all."""
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=examples, **RELAXED)
        @given(case=operation.as_strategy())
        def holds(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            refusable = [positive_data_acceptance] if case.operation.path in BY_CONTRACT else []
            case.call_and_validate(headers=token, excluded_checks=refusable)

        holds()
    return asked


def test_every_endpoint_answers_as_described(described: tuple[BaseSchema, dict[str, str]]):
    assert answers_as_described(*described, FEW) >= 20


@pytest.mark.slow
def test_a_thousand_requests_are_answered_as_described(
    described: tuple[BaseSchema, dict[str, str]], capsys: pytest.CaptureFixture[str]
):
    asked, endpoints = answers_as_described(*described, MANY), len(list(described[0].get_all_operations()))
    with capsys.disabled():
        print(f"\n{asked:,} requests to {endpoints} endpoints were answered as described")
    assert asked >= 1000
