"""A run is recorded and registered in MLflow, and its artefact is loaded without it."""

import pytest

from models.trained import Trained
from training import tracking


@pytest.mark.slow  # importing MLflow takes ten seconds
def test_a_run_is_registered_as_challenger_and_then_becomes_champion(tmp_path, small_model):
    small_model.save(tmp_path / "model")
    database = tmp_path / "mlflow.db"
    model_id = small_model.manifest.model_id
    _, version = tracking.record(
        database,
        tmp_path / "model",
        experiment="tiny",
        parameters={"return_risk": {"trees": 5}},
        metrics={"auc": 0.7, "unknown": None},
        tags={"model_id": model_id},
    )
    assert tracking.version_of(database, tracking.CHALLENGER) == model_id
    assert tracking.version_of(database, tracking.CHAMPION) is None
    assert tracking.mark_champion(database, "another") is None
    assert tracking.mark_champion(database, model_id) == version
    assert tracking.version_of(database, tracking.CHAMPION) == model_id
    stored = next((tmp_path / "mlruns").glob("*/artifacts/model"))
    assert Trained.load(stored).manifest == small_model.manifest
    assert not [p for p in stored.rglob("*") if p.suffix in {".pkl", ".pickle"}]
