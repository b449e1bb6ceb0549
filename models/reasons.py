"""From contributions to at most five reasons in plain words: the household's own facts, news first.

What may be said (`Sayable`): a declared feature meant to be said, whose value is known, within the bounds
its author set, on the worse side of what is usual, and open to someone besides the fairness audit.

How they are chosen, per household: contributions are summed by theme, so that two features that share the
credit for one thing do not lose to a third; the strongest fact of each theme comes first, then a second
of a theme if it says something else. When no sayable fact raises the return risk, the first of these that
gives one: facts that pull the poverty index down; the household's income beside the line; the sayable fact
with the largest contribution whichever side of usual it is on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np
import pandas as pd

from features.feature import Direction, Feature, features
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme
from models.evidence import Evidence
from models.general_words import hidden_words

MOST = 5
PER_THEME = 2
THEMES = list(Theme)
SLIGHT = 0.01  # a contribution below this share of all that raises the risk is not worth a sentence


@dataclass(frozen=True)
class Reason:
    """One fact behind an assessment, in words; `contribution` is for data scientists, never for pages."""

    feature: str
    theme: Theme
    words: Text
    hidden: Text
    value: float
    new: bool
    happened_on: np.datetime64
    known_on: np.datetime64
    contribution: float

    def as_dict(self) -> dict[str, object]:
        """As stored with an assessment."""
        declared = features()[self.feature]
        return {
            "feature": self.feature,
            "theme": self.theme.value,
            "zh": self.words.zh,
            "en": self.words.en,
            "zh_hidden": self.hidden.zh,
            "en_hidden": self.hidden.en,
            "value": self.value,
            "new": self.new,
            "happened_on": _iso(self.happened_on),
            "known_on": _iso(self.known_on),
            "department": declared.department.value,
            "privacy": declared.privacy.value,
            "contribution": self.contribution,
        }


def _iso(day: np.datetime64) -> str | None:
    return None if np.isnat(day) else str(day)


class Facts:
    """What may be said of each household of one date, and with which words.

    `vectors`: one date, people's units, with evidence. `matrix`: the same rows in the models' units.
    `usual`: the medians of the features at training, models' units. `earlier`: the vectors of a
    quarter before.
    """

    def __init__(
        self,
        vectors: pd.DataFrame,
        matrix: pd.DataFrame,
        usual: dict[str, float],
        earlier: pd.DataFrame | None = None,
    ) -> None:
        self.names = [n for n in matrix.columns if _may_be_said(features()[n])]
        self.values = vectors[self.names].to_numpy(dtype="float64")
        self.lines = vectors["monitoring_line"].to_numpy(dtype="float64")
        declared = [features()[n] for n in self.names]
        self.in_bounds = _in_bounds(declared, self.values)
        self.sayable = self.in_bounds & _worse(declared, matrix[self.names].to_numpy("float64"), usual)
        self.evidence = Evidence(vectors)
        self.news = self.evidence.news(vectors, self.names, earlier)
        self._place = {n: i for i, n in enumerate(self.names)}
        self._theme = np.array([THEMES.index(features()[n].theme) for n in self.names])
        self._repeats = [frozenset(self._place[o] for o in self.names if _repeats(n, o)) for n in self.names]

    def reason(self, row: int, name: str, contribution: float, words: Text | None = None) -> Reason:
        """The fact `name` of one row in its own words (or `words`)."""
        feature, place = features()[name], self._place[name]
        value = float(self.values[row, place])
        said = words or feature.sentence(value)
        happened, known = self.evidence.happened_on(name)[row], self.evidence.known_on(name)[row]
        hidden = hidden_words(feature.privacy, feature.theme, said)
        new = bool(self.news[row, place])
        return Reason(name, feature.theme, said, hidden, value, new, happened, known, float(contribution))

    def best(self, row: int, strength: np.ndarray, allowed: np.ndarray) -> list[Reason]:
        """At most MOST reasons for one row: `strength` and `allowed` go with `names`."""
        places = np.flatnonzero(allowed)
        order = places[np.argsort(-strength[places], kind="stable")].tolist()
        weight = np.bincount(self._theme, strength, len(THEMES)).tolist()
        found = [self.reason(row, self.names[p], strength[p]) for p in self._spread_over_themes(order, weight)]
        return sorted(found, key=lambda r: not r.new)

    def _spread_over_themes(self, order: Sequence[int], weight: Sequence[float]) -> list[int]:
        """Round after round, the next fact of each theme, the weightiest theme first; places in `names`."""
        of_theme: dict[int, list[int]] = {}
        for place, theme in zip(order, self._theme[order].tolist(), strict=True):
            of_theme.setdefault(theme, []).append(place)
        chosen: list[int] = []
        for _ in range(PER_THEME):
            for theme in sorted(of_theme, key=lambda t: (-weight[t], THEMES[t].value)):
                fresh = (p for p in of_theme[theme] if self._repeats[p].isdisjoint(chosen))
                chosen += islice(fresh, 1)
                if len(chosen) == MOST:
                    return chosen
        return chosen


def _may_be_said(feature: Feature) -> bool:
    return feature.said and feature.privacy is not Privacy.AUDIT_ONLY


def _in_bounds(declared: Sequence[Feature], values: np.ndarray) -> np.ndarray:
    """Known, and within said_from and said_to; a column of `values` for each feature."""
    low = [-np.inf if f.said_from is None else f.said_from for f in declared]
    high = [np.inf if f.said_to is None else f.said_to for f in declared]
    with np.errstate(invalid="ignore"):
        return (values >= np.array(low)) & (values <= np.array(high))


def _worse(declared: Sequence[Feature], values: np.ndarray, usual: dict[str, float]) -> np.ndarray:
    """Whether values lie on the side of usual that the feature's direction calls worse, where there is one."""
    sides = np.array([f.direction.value for f in declared])
    middles = np.array([usual.get(f.name, np.nan) for f in declared])
    either = np.isnan(middles) | np.array([f.direction is Direction.EITHER for f in declared])
    with np.errstate(invalid="ignore"):
        return either | (values * sides > middles * sides)


@cache
def _repeats(name: str, other: str) -> bool:
    """Whether a fact says again what another says: another window of it, or one is made of the other."""
    return stem(name) == stem(other) or other in features()[name].of or name in features()[other].of


def stem(name: str) -> str:
    """A feature's name without its window: 3 months and 12 months of one thing are one thing.

    >>> stem("income_12m_before_3m"), stem("income_month_latest"), stem("wage_arrears_open")
    ('income', 'income_month', 'wage_arrears_open')
    """
    parts = name.split("_before_")[0].split("_")
    while parts[-1] in ("latest", "previous") or (parts[-1][:-1].isdigit() and parts[-1].endswith("m")):
        parts.pop()
    return "_".join(parts)
