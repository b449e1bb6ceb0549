"""Small record stores for the tests of training, written as ascii tables."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from features.ascii_table import read_ascii
from features.coverage import Covered
from features.feature import features
from features.population import population
from features.records import Records, Source
from features.standard import Standards
from features.synthetic.county import invent
from features.table import table, tables
from features.vector import build_vectors
from models.learning_set import LearningSet
from models.parameters import Parameters
from models.poverty_index import PovertyIndex
from models.return_risk import ReturnRisk
from models.trained import Trained
from training.learning import Material

COUNTY = Source(name="tiny", title_zh="小县", title_en="A tiny county")
_KINDS = {"BIGINT": int, "DOUBLE": float, "DATE": date.fromisoformat, "BOOLEAN": lambda c: c == "true", "VARCHAR": str}


@pytest.fixture
def store(tmp_path: Path) -> Callable[..., Records]:
    """`store(table="ascii rows", …)` makes a record store."""
    return lambda source=COUNTY, **records: made_store(tmp_path / "records", source, **records)


def made_store(root: Path, source: Source = COUNTY, **records: str) -> Records:
    """A store with one batch per table; record_id, known_on and withdrawn are filled in where left out."""
    covered = [Covered(table=name, first_on=date(2000, 1, 1)) for name in tables()]
    made = Records.create(root, source, covered)
    for name, text in records.items():
        add(made, name, text)
    return made


@pytest.fixture
def append() -> Callable[[Records, str, str], None]:
    """`append(records, table, "ascii rows")` adds a later batch."""
    return add


def add(records: Records, name: str, text: str) -> None:
    """Append a batch written as an ascii table."""
    contract = table(name)
    rows = []
    for number, row in enumerate(read_ascii(text)):
        full = {"record_id": f"{name}{number}", "known_on": row["happened_on"], "withdrawn": "false"} | row
        kinds = {c: _KINDS[contract.all_columns[c].kind.sql] for c in full}
        rows.append({c: None if v is None else kinds[c](v) for c, v in full.items()})
    records.append(name, pa.Table.from_pandas(pd.DataFrame(rows), preserve_index=False))


def invented_learning_set(seed: int, rows: int = 600) -> LearningSet:
    """Rows of a few real features with an outcome that depends on one of them."""
    random = np.random.default_rng(seed)
    matrix = pd.DataFrame({n: random.normal(size=rows) for n in list(features())[:8]})
    outcome = (random.random(rows) < 1 / (1 + np.exp(2 - matrix.iloc[:, 0]))).astype(float)
    household = np.array([f"H{n}" for n in range(rows)], dtype=object)
    return LearningSet(matrix, outcome, np.ones(rows), household, household, np.full(rows, np.datetime64("2025-06-30")))


@pytest.fixture(scope="session")
def small_model() -> Trained:
    """Both models, fitted on little in no time."""
    teach, calibrate = invented_learning_set(1), invented_learning_set(2)
    parameters = Parameters(trees=5, leaves=4)
    points = replace(teach, outcome=50 + 10 * teach.outcome), replace(calibrate, outcome=50 + 10 * calibrate.outcome)
    return Trained.put_together(
        PovertyIndex.fit(*points, parameters, 1),
        ReturnRisk.fit(teach, calibrate, parameters, 1),
        source="tiny",
        policy_version="none",
        horizon_months=6,
        trained_on={},
        parameters={},
        reference_matrix=teach.matrix,
        seed=1,
    )


UNTIL = date(2026, 11, 22)
DATES = [date(2024, 12, 31), date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2026, 4, 30)]


@dataclass(frozen=True)
class SmallRun:
    """An invented county and what a training run reads of it; `judged` is its last date."""

    root: Path
    material: Material
    judged: date


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> SmallRun:
    """A county of 500 households on five dates: small enough to train on in seconds."""
    root = tmp_path_factory.mktemp("county")
    invent(root / "records", households=500, seed=7, last=UNTIL)
    return SmallRun(root, made_material(root, DATES), DATES[-1])


def made_material(root: Path, dates: list[date], folder: str = "vectors") -> Material:
    """What `training.steps.material` makes, for any dates."""
    records = Records(root / "records")
    standards = Standards.load(records.root / "standards")
    vectors = build_vectors(records, dates, root / folder, standards=standards)
    people = population(records, dates)
    return Material(records=records, vectors=vectors, standards=standards, population=people)
