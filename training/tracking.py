"""Runs and models in MLflow: a local sqlite file, aliases champion and challenger, artefacts of text and JSON.

The artefact is the trained model's folder as it is: it is loaded without MLflow, and MLflow stores no
pickle of ours. MLflow is imported only when something is recorded; it costs ten seconds.
"""

import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

REGISTERED = "poverty-risk"
ARTEFACT = "model"
CHAMPION, CHALLENGER = "champion", "challenger"
LONGEST = 250  # MLflow keeps parameters of up to so many characters


def record(
    database: Path,
    model: Path,
    *,
    experiment: str,
    parameters: Mapping[str, Any],
    metrics: Mapping[str, float | None],
    tags: Mapping[str, str],
    reports: tuple[Path, ...] = (),
) -> tuple[str, str]:
    """Record a run with its model folder and reports, and register the model as challenger.

    `database` is the sqlite file; artefacts lie beside it in `mlruns/`. Returns (run id, version).
    """
    with _client(database) as client:
        run = client.create_run(_experiment(client, experiment, database), tags=dict(tags)).info.run_id
        for name, value in _flat(parameters).items():
            client.log_param(run, name, str(value)[:LONGEST])
        for name, number in metrics.items():
            if number is not None:
                client.log_metric(run, name, float(number))
        client.log_artifacts(run, str(model), ARTEFACT)
        for path in reports:
            client.log_artifact(run, str(path))
        client.set_terminated(run)
        version = _register(client, run)
        client.set_registered_model_alias(REGISTERED, CHALLENGER, version)
        return run, version


def mark_champion(database: Path, model_id: str) -> str | None:
    """Move the alias champion to the version whose run has the tag `model_id`; None if there is none."""
    with _client(database) as client:
        for version in client.search_model_versions(f"name = '{REGISTERED}'"):
            if client.get_run(version.run_id).data.tags.get("model_id") == model_id:
                client.set_registered_model_alias(REGISTERED, CHAMPION, version.version)
                return str(version.version)
    return None


def version_of(database: Path, alias: str) -> str | None:
    """The model id that an alias points at; None if it points nowhere."""
    with _client(database) as client:
        models = client.search_registered_models(f"name = '{REGISTERED}'")
        version = models[0].aliases.get(alias) if models else None
        if version is None:
            return None
        run = client.get_model_version(REGISTERED, str(version)).run_id
        return client.get_run(run).data.tags.get("model_id")


@contextmanager
def _client(database: Path) -> Iterator[Any]:
    database.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import mlflow

        for noisy in ("mlflow", "alembic", "alembic.runtime.migration"):
            logging.getLogger(noisy).setLevel(logging.WARNING)
        where = f"sqlite:///{database.resolve()}"
        yield mlflow.MlflowClient(tracking_uri=where, registry_uri=where)


def _experiment(client: Any, name: str, database: Path) -> str:
    found = client.get_experiment_by_name(name)
    if found is not None:
        return found.experiment_id
    return client.create_experiment(name, artifact_location=(database.parent / "mlruns").resolve().as_uri())


def _register(client: Any, run: str) -> str:
    if not client.search_registered_models(f"name = '{REGISTERED}'"):
        client.create_registered_model(REGISTERED)
    source = f"{client.get_run(run).info.artifact_uri}/{ARTEFACT}"
    return str(client.create_model_version(REGISTERED, source, run).version)


def _flat(parameters: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in parameters.items():
        found |= _flat(value, f"{before}{name}.") if isinstance(value, Mapping) else {before + name: value}
    return found
