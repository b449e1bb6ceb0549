"""What the running service was asked lately: the rolling record of requested vectors and what was said of them.

The service writes Parquet batches into `requests/` of the run: columns asked_on, model_id, poverty_index, return_risk,
monitoring_line and every feature in people's units. They hold no identifiers.
"""

from pathlib import Path

import pandas as pd

from features.errors import RecordStoreError
from features.feature import features
from features.vector import model_matrix

LATEST = 5_000  # requests looked at
SAID = ["asked_on", "poverty_index", "return_risk"]


def requests_folder(root: Path) -> Path:
    """Where the service that serves a run keeps them."""
    return root / "requests"


def latest_requests(folder: Path, model_id: str, rows: int = LATEST) -> pd.DataFrame:
    """The latest requests that the model in use answered: `SAID` and the features in the models' units.

    Empty if there are none; raises RecordStoreError for a batch without the columns it must have.
    """
    parts: list[pd.DataFrame] = []
    for path in sorted(folder.glob("*.parquet"), key=lambda p: p.stat().st_mtime, reverse=True):
        batch = pd.read_parquet(path)
        missing = {*SAID, "model_id", "monitoring_line", *features()} - set(batch.columns)
        if missing:
            raise RecordStoreError(f"{path.name}: the record of requests lacks {len(missing)} columns it must have")
        parts.append(batch[batch["model_id"] == model_id])
        if sum(len(p) for p in parts) >= rows:
            break
    if not parts:
        return pd.DataFrame(columns=[*SAID, *features()])
    latest = pd.concat(parts, ignore_index=True).head(rows)
    return pd.concat([latest[SAID], model_matrix(latest)], axis=1)
