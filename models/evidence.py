"""What stands behind a feature's value for a household: the latest record's days, and whether it is news."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd

from features.feature import Direction, Feature, features
from models.alert import tables_behind

NEWS_DAYS = 92  # a fact is news when its latest record became known in the quarter before the date
MATERIAL = 0.2  # and its value moved by at least a fifth towards more risk since the quarter before


class Evidence:
    """The latest records behind each feature of each row of `vectors`, as days (datetime64[D], NaT = none)."""

    def __init__(self, vectors: pd.DataFrame) -> None:
        days = [c for c in vectors.columns if c.endswith(("__happened_on", "__known_on"))]
        self._days = {c: pd.to_datetime(vectors[c]).to_numpy().astype("datetime64[D]") for c in days}
        self._made: dict[tuple[frozenset[str], str], np.ndarray] = {}
        self.as_of = pd.to_datetime(vectors["as_of"]).to_numpy().astype("datetime64[D]")

    def happened_on(self, feature: str) -> np.ndarray:
        """The day of the latest event behind the feature, per row."""
        return self._latest(feature, "happened_on")

    def known_on(self, feature: str) -> np.ndarray:
        """The day the latest record behind the feature became known, per row."""
        return self._latest(feature, "known_on")

    def _latest(self, feature: str, day: str) -> np.ndarray:
        key = (behind(feature), day)
        if key not in self._made:
            nothing = np.full(len(self.as_of), np.datetime64("NaT", "D"))
            columns = [self._days[f"{t}__{day}"] for t in sorted(key[0]) if f"{t}__{day}" in self._days]
            self._made[key] = np.fmax.reduce([nothing, *columns])
        return self._made[key]

    def news(self, vectors: pd.DataFrame, names: Sequence[str], earlier: pd.DataFrame | None) -> np.ndarray:
        """Whether each feature's value is a new fact, bool (rows, names).

        `earlier`: the vectors of a quarter before, matched by household. A household or value that
        was unknown then is new now; without `earlier` only the day of the record counts.
        """
        fresh = np.column_stack([self.as_of - self.known_on(n) <= np.timedelta64(NEWS_DAYS, "D") for n in names])
        if earlier is None:
            return fresh
        before = earlier.set_index("household_id").reindex(vectors["household_id"])
        moved = [_moved(features()[n], vectors[n].to_numpy("float64"), before[n].to_numpy("float64")) for n in names]
        return fresh & np.column_stack(moved)


@cache
def behind(feature: str) -> frozenset[str]:
    """The tables behind a feature, through whatever it derives from."""
    return frozenset(tables_behind(features()[feature]))


def _moved(feature: Feature, now: np.ndarray, then: np.ndarray) -> np.ndarray:
    change = now - then
    worse = np.abs(change) if feature.direction is Direction.EITHER else change * feature.direction.value
    return np.isnan(then) | ((worse > 0) & (worse >= MATERIAL * np.abs(then)))
