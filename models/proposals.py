"""What each household of a date draws already and is proposed: `models.suggestions` for many households at once.

A measure asks of a fact only between which bounds it lies, and in that the households of a county are much
alike: every kind of household is thought about once, then looked up.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache

import numpy as np
import pandas as pd

from models.lowering import Lowering
from models.measure import measures
from models.reasons import Reason
from models.risk_type import FACTS, RiskType, risk_types
from models.suggestions import asked, held_measures, suggestions

UNKNOWN = float("nan")


class Proposals:
    """The households of one date as measures see them, in the order of `vectors` (people's units)."""

    def __init__(self, vectors: pd.DataFrame, benefits: Mapping[str, Collection[str]]) -> None:
        self.names = tuple(n for n in vectors.columns if n in FACTS | asked())
        facts = vectors[list(self.names)].to_numpy(dtype="float64")
        self._facts = facts.tolist()
        self._asked = tuple(n for n in self.names if n in asked())
        kinds = [_between(name, facts[:, self.names.index(name)]) for name in self._asked]
        self._kind = list(zip(*kinds, strict=True)) if kinds else [()] * len(vectors)
        codes = [frozenset(benefits.get(h, ())) for h in vectors["household_id"]]
        self.held = [_held(self._asked, kind, own) for kind, own in zip(self._kind, codes, strict=True)]

    def measures(self, found: Sequence[Sequence[Reason]], lower: Sequence[Lowering | None]) -> list[str]:
        """The measures of each household as JSON, by its reasons and what would lower its risk."""
        rows = zip(self._facts, self._kind, found, self.held, lower, strict=True)
        return [
            _proposed(self._asked, kind, self._risk_types(facts, some), held, one.measures if one else ())
            for facts, kind, some, held, one in rows
        ]

    def _risk_types(self, facts: list[float], some: Sequence[Reason]) -> tuple[RiskType, ...]:
        return tuple(risk_types([r.feature for r in some], dict(zip(self.names, facts, strict=True))))


@cache
def _bounds(name: str) -> tuple[float, ...]:
    """Every bound that a measure sets to the fact; whether anybody can work is asked of every household."""
    pairs = [b for m in measures().values() for given in (m.needs, m.held_when) for n, b in given.items() if n == name]
    return tuple(sorted({0.0, *(float(one) for pair in pairs for one in pair if one is not None)}))


def _between(name: str, values: np.ndarray) -> list[float]:
    """The values, each replaced by one that stands for all on the same side of every bound."""
    bounds = np.array(_bounds(name))
    middles = np.concatenate([[bounds[0] - 1], (bounds[1:] + bounds[:-1]) / 2, [bounds[-1] + 1]])
    standing = np.where(np.isnan(values), np.nan, middles[np.searchsorted(bounds, values)])
    on_bound = np.isin(values, bounds)
    # Two tuples with NaN are equal only if it is the very same object.
    return [UNKNOWN if v != v else v for v in np.where(on_bound, values, standing).tolist()]


@lru_cache(maxsize=100_000)
def _held(names: tuple[str, ...], kind: tuple[float, ...], codes: frozenset[str]) -> frozenset[str]:
    return frozenset(held_measures(dict(zip(names, kind, strict=True)), codes))


@lru_cache(maxsize=100_000)
def _proposed(
    names: tuple[str, ...],
    kind: tuple[float, ...],
    types: tuple[RiskType, ...],
    held: frozenset[str],
    lowers: tuple[str, ...],
) -> str:
    made = suggestions(types, dict(zip(names, kind, strict=True)), held, lowers)
    return json.dumps([s.as_dict() for s in made], ensure_ascii=False)
