"""What stands behind a feature's value for a household: the latest record's days, and whether it is news."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from features.feature import Direction, Feature, features
from models.alert import tables_behind

NEWS_DAYS = 92  # a fact is news when its latest record became known in the quarter before the date
MATERIAL = 0.2  # and its value moved by at least a fifth towards more risk since the quarter before


def happened_on(vectors: pd.DataFrame, feature: Feature) -> pd.Series:
    """The day of the latest event behind the feature, per row; NaT where there is none."""
    return _latest(vectors, feature, "happened_on")


def known_on(vectors: pd.DataFrame, feature: Feature) -> pd.Series:
    """The day the latest record behind the feature became known, per row; NaT where there is none."""
    return _latest(vectors, feature, "known_on")


def _latest(vectors: pd.DataFrame, feature: Feature, day: str) -> pd.Series:
    columns = [f"{t}__{day}" for t in sorted(tables_behind(feature)) if f"{t}__{day}" in vectors]
    if not columns:
        return pd.Series(pd.NaT, vectors.index, dtype="datetime64[ns]")
    return vectors[columns].apply(pd.to_datetime).max(axis=1)


def news(vectors: pd.DataFrame, names: Sequence[str], earlier: pd.DataFrame | None) -> np.ndarray:
    """Whether each feature's value is a new fact, bool (rows, names).

    `earlier`: the vectors of a quarter before, matched by household. A household or value that was
    unknown then is new now; without `earlier` only the day of the record counts.
    """
    as_of = pd.to_datetime(vectors["as_of"])
    before = None if earlier is None else earlier.set_index("household_id").reindex(vectors["household_id"])
    fresh = np.zeros((len(vectors), len(names)), dtype=bool)
    for n, name in enumerate(names):
        age = as_of - known_on(vectors, features()[name])
        fresh[:, n] = (age <= pd.Timedelta(days=NEWS_DAYS)).to_numpy()
        if before is not None:
            fresh[:, n] &= _moved(features()[name], vectors[name].to_numpy(), before[name].to_numpy())
    return fresh


def _moved(feature: Feature, now: np.ndarray, then: np.ndarray) -> np.ndarray:
    change = now.astype("float64") - then.astype("float64")
    worse = np.abs(change) if feature.direction is Direction.EITHER else change * feature.direction.value
    return np.isnan(then.astype("float64")) | ((worse > 0) & (worse >= MATERIAL * np.abs(then.astype("float64"))))
