"""Where a run keeps its files, and how long its stages took."""

import json
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from features.errors import RecordStoreError
from features.holdings import POPULATION, RECORDS, VECTORS
from features.progress import CONSOLE
from features.whole import write_text

STAGES = "stages.json"


@dataclass(frozen=True)
class Place:
    """The folder of one run, for example out/demo; every step reads and leaves its files here."""

    root: Path

    @property
    def records(self) -> Path:
        """The record store."""
        return self.root / RECORDS

    @property
    def truth(self) -> Path:
        """The planted truth of an invented county; only the evaluation reads it."""
        return self.root / "truth"

    @property
    def vectors(self) -> Path:
        """One Parquet file per date."""
        return self.root / VECTORS

    @property
    def population(self) -> Path:
        """Who there was on each date."""
        return self.root / POPULATION

    @property
    def models(self) -> Path:
        """Every trained model in a folder of its own, and champion.json."""
        return self.root / "models"

    @property
    def model(self) -> Path:
        """A copy of the champion, for whoever only wants the model."""
        return self.root / "model"

    @property
    def lists(self) -> Path:
        """The list of each week."""
        return self.root / "lists"

    @property
    def database(self) -> Path:
        """MLflow's sqlite file."""
        return self.root / "mlflow.db"

    def read(self, name: str) -> dict[str, Any]:
        """A JSON file of the run; raises RecordStoreError naming the step that leaves it."""
        path = self.root / name
        if not path.exists():
            raise RecordStoreError(f"{self.root} has no {name}: run the steps before this one first (see --help)")
        return json.loads(path.read_text(encoding="utf-8"))

    def write(self, name: str, content: dict[str, Any]) -> None:
        """Leave a JSON file of the run, whole or not at all."""
        self.root.mkdir(parents=True, exist_ok=True)
        text = json.dumps(content, indent=1, ensure_ascii=False, default=str)
        write_text(text, self.root / name)

    def stages(self) -> dict[str, Any]:
        """{"seconds": per stage, "peak_rss_mb": highest so far} of the stages that ran."""
        path = self.root / STAGES
        known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return {"seconds": known.get("seconds", {}), "peak_rss_mb": known.get("peak_rss_mb", 0.0)}


@contextmanager
def stage(place: Place, name: str, words: str) -> Iterator[None]:
    """Say what begins, and note seconds and the highest resident memory (MB) of this program when it ends."""
    CONSOLE.print(f"[bold]{words}[/bold]")
    begun = time.monotonic()
    yield
    seconds = round(time.monotonic() - begun, 2)
    known = place.stages()
    peak = max(known["peak_rss_mb"], round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1))
    place.write(STAGES, {"seconds": known["seconds"] | {name: seconds}, "peak_rss_mb": peak})
    CONSOLE.print(f"  {seconds:.1f} s", style="dim")
