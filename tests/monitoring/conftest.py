"""A run of a small invented county on a quiet Sunday, with a model that learnt from its past."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from features.calendar import add_months
from features.records import Records
from features.scope import Scope
from features.standard import Standards
from features.synthetic.county import invent
from features.vector import build_vectors, model_matrix
from models.learning_set import LearningSet
from models.parameters import Parameters
from models.poverty_index import PovertyIndex
from models.return_risk import ReturnRisk
from models.trained import Trained
from monitoring.week import Week
from tests.monitoring.altered import SUNDAY, Change, altered

HOUSEHOLDS = 600
TAUGHT = add_months(SUNDAY, -3)


@dataclass(frozen=True)
class Run:
    """A run's folder."""

    root: Path

    @property
    def records(self) -> Records:
        return Records(self.root / "records")

    @property
    def households(self) -> list[str]:
        """Everybody on file, in order."""
        return sorted(self.records.rows("households", SUNDAY, Scope.everything())["household_id"].unique())

    @property
    def week(self) -> Week:
        return Week(self.root, SUNDAY)


def fitted(vectors: pd.DataFrame, standards: Standards) -> Trained:
    """Both models from one date's vectors and an outcome drawn from them: only their papers matter here."""
    matrix = model_matrix(vectors)
    strain = matrix["medical_out_of_pocket_12m"].rank(pct=True).fillna(0.5).to_numpy()
    fell = (np.random.default_rng(1).random(len(matrix)) < 0.3 * strain).astype(float)
    keys = vectors["household_id"].to_numpy(object), vectors["village_code"].to_numpy(object)
    dates = np.full(len(matrix), np.datetime64(TAUGHT))
    risk = LearningSet(matrix, fell, np.ones(len(matrix)), *keys, dates)
    index = LearningSet(matrix, 80 - 30 * strain, np.ones(len(matrix)), *keys, dates)
    small = Parameters(trees=5, leaves=4)
    return Trained.put_together(
        PovertyIndex.fit(index, index, small, 1),
        ReturnRisk.fit(risk, risk, small, 1),
        source="small",
        policy_version=standards.version,
        horizon_months=6,
        trained_on={"teach": [TAUGHT], "known_until": [TAUGHT]},
        parameters={"return_risk": small, "poverty_index": small},
        reference_matrix=matrix,
        seed=1,
    )


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The run; nobody may write to it but through `tampered`."""
    root = tmp_path_factory.mktemp("monitored")
    invent(root / "records", households=HOUSEHOLDS, seed=5)
    records = Records(root / "records")
    standards = Standards.load(records.root / "standards")
    dates = [add_months(SUNDAY, -12), TAUGHT, SUNDAY]
    vectors = build_vectors(records, dates, root / "vectors", standards=standards)
    fitted(vectors.read([TAUGHT]), standards).save(root / "model")
    return Run(root)


@pytest.fixture
def tampered(run: Run, tmp_path: Path) -> Callable[[str, Change], Week]:
    """`tampered(table, change)`: the week of a county in which a table was changed."""

    def make(table: str, change: Change) -> Week:
        altered(run.records, tmp_path / "records", table, change)
        (tmp_path / "model").symlink_to(run.root / "model")
        return Week(tmp_path, SUNDAY)

    return make
