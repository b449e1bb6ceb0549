"""The rolling record of what the service was asked and answered, for the drift watch; it identifies nobody.

Place: `<run>/requests/<day>-<process>-<number>.parquet`. Columns: `asked_on` (day), `as_of` (day), `asked_by`
("known" or "posted"), `model_id`, `fingerprint`, `poverty_index`, `return_risk`, then every feature by name
in people's units (float32, null = UNKNOWN) and `monitoring_line`. No household, no village, no caller.
At most `MOST_FILES` files of `ROWS` rows are kept; the oldest go first.
"""

import atexit
import logging
import os
import threading
import time
from datetime import date
from pathlib import Path

import pandas as pd

from features.feature import features
from features.whole import write_rows

LOG = logging.getLogger("poverty_risk.serving")
ROWS, SECONDS, MOST_FILES = 500, 60.0, 200


class RequestRecord:
    """Collects rows and writes them in batches, each file whole or not at all; a full disk loses rows, not answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rows: list[pd.DataFrame] = []
        self._since = time.monotonic()
        self._number = 0
        self._lock = threading.Lock()
        atexit.register(self.flush)

    def add(self, vectors: pd.DataFrame, table: pd.DataFrame, *, asked_by: str, today: date) -> None:
        """Note vectors (people's units) and their assessments, row by row in the same order."""
        rows = vectors[[*features(), "monitoring_line"]].astype("float32").reset_index(drop=True)
        rows.insert(0, "asked_on", str(today))
        rows.insert(1, "as_of", [str(pd.Timestamp(day).date()) for day in table["as_of"]])
        rows.insert(2, "asked_by", asked_by)
        for name in ("model_id", "fingerprint", "poverty_index", "return_risk"):
            rows[name] = table[name].to_numpy()
        with self._lock:
            self._rows.append(rows)
            waited = time.monotonic() - self._since
            full = sum(map(len, self._rows)) >= ROWS or waited >= SECONDS
        if full:
            self.flush()

    def flush(self) -> None:
        """Write what was collected."""
        with self._lock:
            rows, self._rows, self._since = self._rows, [], time.monotonic()
            self._number += 1
            number = self._number
        if not rows:
            return
        try:
            self._write(pd.concat(rows, ignore_index=True), number)
        except OSError as error:
            LOG.error("the record of requests could not be written: %s", type(error).__name__)

    def _write(self, rows: pd.DataFrame, number: int) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{rows['asked_on'].iloc[0]}-{os.getpid()}-{int(time.time())}-{number:04d}.parquet"
        write_rows(rows, path)
        for old in sorted(self.folder.glob("*.parquet"), key=lambda p: p.stat().st_mtime)[:-MOST_FILES]:
            old.unlink(missing_ok=True)
