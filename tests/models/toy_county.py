"""Small made-up populations over the declared features, drawn for tests: no record store is needed."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from features.condition import expressions
from features.feature import Direction, Scale, features, in_order
from features.table import tables
from features.vector import model_matrix
from models.learning_set import LearningSet
from models.parameters import Parameters
from models.poverty_index import PovertyIndex
from models.return_risk import ReturnRisk
from models.trained import Trained

LINE = 8000.0
SMALL = Parameters(trees=40, leaves=8, rate=0.1, min_rows_per_leaf=20)
AS_OF = date(2025, 6, 30)
# What drives the toy's outcomes, with the strength of each; signs follow the declared directions.
DRIVERS = {"medical_out_of_pocket_12m": 1.2, "net_income_per_head_12m": 1.5, "months_without_wage_3m": 0.8}


def vectors(households: int, seed: int, as_of: date = AS_OF, unknown: float = 0.1) -> pd.DataFrame:
    """Vectors in people's units with evidence; each feature within its valid range."""
    draws = np.random.default_rng(seed)
    columns: dict[str, object] = {
        "household_id": [f"H{n:05d}" for n in range(households)],
        "as_of": pd.Timestamp(as_of),
        "village_code": [f"990101{n % 3 + 1:03d}{n % 7 + 1:03d}" for n in range(households)],
        "monitoring_line": LINE,
    }
    for name, feature in features().items():
        values = _drawn(feature.valid_range, feature.scale, draws, households)
        columns[name] = np.where(draws.random(households) < unknown, np.nan, values)
    columns["income_months_recorded_12m"] = 12.0  # a year on file, or most incomes a head would be unknown
    columns |= _derived(pd.DataFrame(columns))
    for name in tables():
        known = pd.Timestamp(as_of) - pd.to_timedelta(draws.integers(5, 400, households), unit="D")
        columns[f"{name}__known_on"] = known
        columns[f"{name}__happened_on"] = known - pd.Timedelta(days=10)
    return pd.DataFrame(columns)


def _derived(drawn: pd.DataFrame) -> dict[str, pd.Series]:
    """Derived features as the vector makes them; an area's figures stay as drawn."""
    frame = drawn.copy()
    for layer in in_order(features()):
        sql = {n: features()[n].value for n in layer if features()[n].of and features()[n].over is None}
        made = expressions(frame, sql)
        for name in sql:
            frame[name] = made[name].where(np.isfinite(made[name]))
    return {n: frame[n] for n, f in features().items() if f.of}


def _drawn(bounds: tuple[float, float], scale: Scale, draws: np.random.Generator, rows: int) -> np.ndarray:
    low, high = bounds
    if scale is Scale.LINE:
        return np.clip(LINE * draws.lognormal(0.0, 0.8, rows), low, high)
    if high - low <= 1:
        return np.clip(np.round(draws.random(rows), 2), low, high)
    return np.clip(np.floor(draws.gamma(1.0, 2.0, rows)), low, high)


def strain(matrix: pd.DataFrame) -> np.ndarray:
    """How hard life is, from the drivers: standardised, the unknown in the middle."""
    total = np.zeros(len(matrix))
    for name, strength in DRIVERS.items():
        sign = 1 if features()[name].direction is Direction.RAISES_RISK else -1
        ranks = matrix[name].rank(pct=True).fillna(0.5).to_numpy()
        total += sign * strength * 2 * (ranks - 0.5)
    return total


def probability(matrix: pd.DataFrame) -> np.ndarray:
    """The true probability of a return in the toy."""
    return 1 / (1 + np.exp(2.2 - 1.5 * strain(matrix)))


def learning(rows: pd.DataFrame, outcome: np.ndarray) -> LearningSet:
    """A learning set of the toy's rows."""
    return LearningSet(
        matrix=model_matrix(rows),
        outcome=outcome.astype("float64"),
        weight=np.ones(len(rows)),
        household=rows["household_id"].to_numpy(dtype=object),
        village=rows["village_code"].to_numpy(dtype=object),
        as_of=rows["as_of"].to_numpy(),
    )


def risk_set(households: int, seed: int) -> LearningSet:
    """Returns drawn from the true probability."""
    rows = vectors(households, seed)
    chance = probability(model_matrix(rows))
    return learning(rows, np.random.default_rng(seed + 1).random(households) < chance)


def index_set(households: int, seed: int) -> LearningSet:
    """Assessments in points that fall with strain."""
    rows = vectors(households, seed)
    noise = np.random.default_rng(seed + 1).normal(0, 6, households)
    return learning(rows, np.clip(72 - 8 * strain(model_matrix(rows)) + noise, 0, 100))


@dataclass(frozen=True)
class Toy:
    """A trained toy model and a population it has not seen."""

    trained: Trained
    vectors: pd.DataFrame
    matrix: pd.DataFrame


def make() -> Toy:
    """Fit both models on a small population."""
    risk = ReturnRisk.fit(risk_set(1500, 1), risk_set(1500, 11), SMALL, 5)
    index = PovertyIndex.fit(index_set(1000, 21), index_set(800, 31), SMALL, 5)
    trained = Trained.put_together(
        index,
        risk,
        source="toy",
        policy_version="toy",
        horizon_months=6,
        trained_on={"teach": [AS_OF]},
        parameters={"return_risk": SMALL, "poverty_index": SMALL},
        reference_matrix=risk_set(1500, 1).matrix,
        seed=5,
        metrics={"return_risk": {"auc": {"value": 0.8, "low": 0.7, "high": 0.9}}},
    )
    seen = vectors(300, 41)
    return Toy(trained, seen, model_matrix(seen))
