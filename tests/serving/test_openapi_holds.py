"""What the OpenAPI document says holds for whatever is sent (schemathesis)."""

import json
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from tests.serving.conftest import Prepared

FEW, MANY = 4, 100  # requests per endpoint; there are eleven
# A body may keep the form and still be refused: an unknown household, a day to come, a table's contract.
# That a wrong token is refused is tested elsewhere: here every request carries the right one.
NOT_PROMISED = [positive_data_acceptance, ignored_auth]
RELAXED = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None, "derandomize": True}


@schemathesis.serializer("application/x-ndjson")
def as_it_is(context: object, value: object) -> bytes:
    """A file of records goes out as it was made up: the service must say what is wrong with it."""
    return value if isinstance(value, bytes) else json.dumps(value).encode()


@pytest.fixture(scope="module")
def described(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> BaseSchema:
    """The interface as a service of its own describes it, asked with its token."""
    service = prepared.copied(Path(tmp_path_factory.mktemp("described")) / "own").service()
    service.app.state.database.actions["jobs"] = lambda: None
    headers = {"authorization": f"Bearer {service.passwords['integrator']}"}
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", service.app, headers=headers)
    schema.config.update(headers=headers)
    return schema


def answers_as_described(schema: BaseSchema, examples: int) -> int:
    """Ask every endpoint `examples` times with whatever schemathesis makes up; returns how often in all."""
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=examples, **RELAXED)
        @given(case=operation.as_strategy())
        def holds(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(excluded_checks=NOT_PROMISED)

        holds()
    return asked


def test_every_endpoint_answers_as_described(described: BaseSchema):
    assert answers_as_described(described, FEW) >= 20


@pytest.mark.slow
def test_a_thousand_requests_are_answered_as_described(described: BaseSchema):
    assert answers_as_described(described, MANY) >= 600
