"""A newly promoted model is used without a restart; one that cannot be used is refused and the old one serves on."""

import json
from dataclasses import replace

import pytest

from tests.serving import small_run
from tests.serving.conftest import Service


@pytest.fixture
def before(own_service: Service) -> str:
    """The model in use before anything is promoted."""
    return own_service.program().get("/v1/model").json()["model_id"]


def promote(service: Service, name: str, **changed: str) -> None:
    trained = service.app.state.assessor.trained()
    manifest = replace(trained.manifest, **changed)
    small_run.promote(service.app.state.run.root, replace(trained, manifest=manifest), name)


def health(service: Service) -> dict:
    return service.browser().get("/v1/health").json()


def test_a_promoted_model_is_used_with_the_next_request(own_service: Service, before: str):
    promote(own_service, "second", model_id="second")
    assert own_service.program().get("/v1/model").json()["model_id"] == "second"
    assert health(own_service) == {"database": True, "model": "second", "model_refused": False}


def test_a_model_of_other_features_is_refused_and_the_old_one_serves_on(own_service: Service, before: str):
    promote(own_service, "other", fingerprint="0" * 16)
    assert own_service.program().get("/v1/model").json()["model_id"] == before
    assert health(own_service) == {"database": True, "model": before, "model_refused": True}


def test_a_damaged_model_is_refused_and_the_old_one_serves_on(own_service: Service, before: str):
    promote(own_service, "damaged")
    (own_service.app.state.run.models / "damaged" / "return_risk.txt").write_text("x", encoding="utf-8")
    own_service.app.state.assessor._tried = ""
    assert own_service.program().get("/v1/model").json()["model_id"] == before
    assert health(own_service)["model_refused"]


def test_a_pointer_written_half_changes_nothing(own_service: Service, before: str):
    (own_service.app.state.run.models / "champion.json").write_text("{", encoding="utf-8")
    assert health(own_service) == {"database": True, "model": before, "model_refused": True}


def test_without_a_model_the_service_says_so_and_lives(own_service: Service):
    (own_service.app.state.run.models / "champion.json").unlink()
    answer = own_service.browser().get("/v1/health")
    assert (answer.status_code, answer.json()["model"]) == (503, None)
    refused = own_service.program().post("/v1/assess", json={"household_id": "H1"})
    assert refused.status_code in (404, 503)
    assert json.loads(refused.text)["detail"]
