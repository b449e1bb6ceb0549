"""A run of a small invented county, made once per test process: records, two weekly lists, a toy model."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from features.holdings import Holdings
from features.population import population
from features.records import Records
from features.standard import Standards
from features.synthetic.county import invent
from features.vector import build_vectors
from models.lists.making import Week, make_week, write_week
from models.trained import Trained
from tests.models import toy_county

WEEKS = [date(2026, 11, 15), date(2026, 11, 22)]
HOUSEHOLDS = 80


@dataclass(frozen=True)
class SmallRun:
    """The run's folder and the model its lists were made by."""

    root: Path
    trained: Trained


def make(root: Path) -> SmallRun:
    """The run below `root`, laid out as `python -m training demo` leaves it."""
    invent(root / "records", households=HOUSEHOLDS, seed=7, last=WEEKS[-1])
    records = Records(root / "records")
    standards = Standards.load(records.root / "standards")
    build_vectors(records, WEEKS, root / "vectors", standards=standards)
    population(records, WEEKS).to_parquet(root / "population.parquet", index=False)
    trained = toy_county.make().trained
    promote(root, trained, "first")
    lists(root, trained)
    return SmallRun(root, trained)


def promote(root: Path, trained: Trained, name: str) -> None:
    """Put a model to use as `training.champion.promote` does."""
    trained.save(root / "models" / name)
    said = {"model": name, "model_id": trained.manifest.model_id, "promoted_by": "a test", "promoted_on": "2026-11-22"}
    partial = root / "models" / ".champion.partial"
    partial.write_text(json.dumps(said), encoding="utf-8")
    partial.replace(root / "models" / "champion.json")


def lists(root: Path, trained: Trained) -> None:
    """The lists of the weeks, oldest first."""
    (root / "lists").mkdir(exist_ok=True)
    held = Holdings.open(root)
    before: list[Week] = []
    for as_of in WEEKS:
        before.append(make_week(held, trained, as_of, before))
        write_week(held, before[-1], root / "lists")
    before[-1].assessments.whole().to_parquet(root / "assessments.parquet", index=False)
