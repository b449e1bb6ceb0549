"""How many households' reasons could be kept from one week to the next: what benchmarks.reasons says of a run."""

from pathlib import Path

import numpy as np
import pandas as pd

from features.holdings import Holdings
from features.vector import model_matrix
from models.kernel.model_text import read_model
from models.kernel.quadrature import programs
from models.kernel.ranks import UNKNOWN, ranks
from models.return_risk import ReturnRisk
from models.trained import Trained


def unchanged(run: Path) -> list[str]:
    """In words, of the last two weeks with vectors: whose are equal, and whose are equal to the return risk."""
    risk = Trained.load(run / "model").risk
    held = Holdings.open(run).vectors
    before, now = sorted(held.dates)[-2:]
    one, other = (_matrix(held.read([day]), risk) for day in (before, now))
    one, other = one.align(other, join="inner", axis=0)
    a, b = one.to_numpy("float64"), other.to_numpy("float64")
    changed = pd.Series((~_same(a, b)).mean(axis=0), one.columns).sort_values(ascending=False)
    equal, as_good = _same(a, b).all(axis=1).mean(), _same(_ranks(risk, a), _ranks(risk, b)).all(axis=1).mean()
    always = [f"`{name}` ({share:.0%})" for name, share in changed.head(4).items()]
    return [
        f"Nobody is skipped because nothing changed. Of {len(one):,} households of `{run}`, {equal:.1%} have on {now} "
        f"the vector of {before} in what the return risk reads: {', '.join(always)} changed. {as_good:.0%} would fall "
        "on the same side of every threshold of it and keep their contributions: too few to keep last week's for, "
        "and the words of a reason name amounts and days, which change all the same."
    ]


def _matrix(vectors: pd.DataFrame, risk: ReturnRisk) -> pd.DataFrame:
    return model_matrix(vectors, list(risk.names)).set_index(vectors["household_id"])[list(risk.names)]


def _same(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return (one == other) | (np.isnan(one) & np.isnan(other))


def _ranks(risk: ReturnRisk, matrix: np.ndarray) -> np.ndarray:
    """What the model tells apart: each value's rank among the thresholds on its feature."""
    found = ranks(programs(read_model(risk.booster.model_to_string()), "f8"))
    columns = []
    for feature, _, begin, count in found.columns.tolist():
        values = matrix[:, feature]
        below = np.searchsorted(found.cuts[begin : begin + count], values).astype("float64")
        columns.append(np.where(np.isnan(values), UNKNOWN, below))
    return np.column_stack(columns)
