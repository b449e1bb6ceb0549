"""What the running service was asked lately: the rolling record of requested vectors and what was said of them.

The service writes Parquet batches into `requests/` of its own folder (setting POVERTY_RISK_STATE): columns
requested_at, as_of, every model feature in the models' units, poverty_index, return_risk, model_id. They hold no
identifiers.
"""

import os
from pathlib import Path

import pandas as pd

from features.errors import RecordStoreError
from features.feature import features

LATEST = 5_000  # requests looked at
STATE = "POVERTY_RISK_STATE"


def requests_folder(root: Path) -> Path:
    """Where the service beside a run keeps them."""
    state = os.environ.get(STATE)
    return (Path(state) if state else root.parent / "service") / "requests"


def latest_requests(folder: Path, model_id: str, rows: int = LATEST) -> pd.DataFrame:
    """The latest requests that the model in use answered, oldest first; empty if there are none.

    Raises RecordStoreError for a batch without the columns it must have.
    """
    parts: list[pd.DataFrame] = []
    for path in sorted(folder.glob("*.parquet"), reverse=True):
        batch = pd.read_parquet(path)
        missing = {"requested_at", "model_id", "return_risk", "poverty_index"} - set(batch.columns)
        if missing:
            raise RecordStoreError(f"{path.name}: the record of requests lacks {', '.join(sorted(missing))}")
        parts.append(batch[batch["model_id"] == model_id])
        if sum(len(p) for p in parts) >= rows:
            break
    if not parts:
        return pd.DataFrame(columns=["requested_at", *features(), "poverty_index", "return_risk"])
    return pd.concat(parts, ignore_index=True).sort_values("requested_at").tail(rows).reset_index(drop=True)
