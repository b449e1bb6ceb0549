"""What would lower a household's risk: a bounded search over what help can change.

Each measure that is not held and whose conditions hold is tried on the household's own vector: the
features it declares to change become better (never worse), what is derived from them is computed again,
and the return risk is asked. The best one is taken, then the best second one on top of it; no further.
Directions are monotone in the model, so help never raises the risk. The words for people have no number.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from features.condition import expressions
from features.feature import features, in_order
from features.text import Text
from features.vector import model_matrix
from models.measure import Labour, Measure, measures
from models.return_risk import ReturnRisk

STEPS = 2
NOTICEABLE = 0.05  # the risk must fall by at least this share of itself to be worth saying
CLEAR = 0.25


@dataclass(frozen=True)
class Lowering:
    """Measures that together bring the return risk from `before` to `after`."""

    measures: tuple[str, ...]
    before: float
    after: float

    @property
    def words(self) -> Text:
        """For people: what would change, and how clearly, without numbers."""
        effects = [measures()[name].effect or measures()[name].label for name in self.measures]
        clear = self.after <= (1 - CLEAR) * self.before
        how = Text(zh="明显", en="clearly") if clear else Text(zh="有所", en="somewhat")
        return Text(
            zh=f"若{'，并'.join(e.zh for e in effects)}，返贫风险可{how.zh}降低",
            en=f"if {' and '.join(e.en for e in effects)}, the risk would fall {how.en}",
        )

    def as_dict(self) -> dict[str, object]:
        """As stored with an assessment; `before` and `after` are not for pages."""
        words = {"zh": self.words.zh, "en": self.words.en}
        return {"measures": list(self.measures), "before": self.before, "after": self.after} | words


def lowering(risk: ReturnRisk, vectors: pd.DataFrame, held: Sequence[Collection[str]]) -> list[Lowering | None]:
    """For each row of `vectors` (people's units) what would lower its risk, or None if nothing noticeably would.

    `held`: for each row the names of the measures it draws already.
    """
    state = vectors.reset_index(drop=True)
    before = risk.probability(model_matrix(state, risk.names))
    after = before.copy()
    chosen: list[tuple[str, ...]] = [()] * len(state)
    open_ = np.arange(len(state))
    for _ in range(STEPS):
        closed = [{*held[row], *chosen[row]} for row in open_.tolist()]
        tried = _tried(risk, state.loc[open_], closed)
        best = tried.min(axis=1).to_numpy() if len(tried.columns) else np.full(len(open_), np.inf)
        better = best < (1 - NOTICEABLE) * after[open_]
        named = tried[better].idxmin(axis=1)
        after[open_[better]], open_ = best[better], open_[better]
        for row, name in named.items():
            chosen[int(str(row))] = (*chosen[int(str(row))], str(name))
        state = _with_measures(state, named)
    both = zip(chosen, before, after, strict=True)
    return [Lowering(names, float(b), float(a)) if names else None for names, b, a in both]


def _tried(risk: ReturnRisk, state: pd.DataFrame, closed: Sequence[Collection[str]]) -> pd.DataFrame:
    """The probability after each measure, a column per measure; infinite where it does not apply."""
    tried = {}
    names = list(risk.names)
    matrix = model_matrix(state, names).to_numpy()
    for name, measure in measures().items():
        touched = [n for n in names if n in _touched(measure)]
        read = [*touched, "monitoring_line"]
        rows = applies(measure, state) & np.array([name not in c for c in closed], dtype=bool)
        if touched and rows.any():
            some = state[rows]
            made = given(measure, some)
            # Most measures change nothing for most households: the model is asked only where they do.
            changes = (made[touched].to_numpy() != some[touched].to_numpy()) & some[touched].notna().to_numpy()
            changed = changes.any(axis=1)
            places = np.flatnonzero(rows)[changed]
            column = np.full(len(state), np.inf)
            if len(places):
                better = matrix[places]
                better[:, [names.index(n) for n in touched]] = model_matrix(made.loc[changed, read], touched).to_numpy()
                column[places] = risk.probability(pd.DataFrame(better, columns=names))
            tried[name] = column
    return pd.DataFrame(tried, index=state.index)


def _with_measures(state: pd.DataFrame, named: pd.Series) -> pd.DataFrame:
    """The state after each row's own measure (row number to name)."""
    columns: dict[str, np.ndarray] = {}
    for name in sorted(set(named)):
        rows = named.index[named == name]
        made = given(measures()[name], state.loc[rows])
        for touched in _touched(measures()[name]):
            column = columns.setdefault(touched, state[touched].to_numpy(copy=True))
            column[rows] = made[touched].to_numpy()
    return state.assign(**columns)


def _touched(measure: Measure) -> set[str]:
    """The features that the measure changes, itself or through what is derived from them."""
    return set(measure.changes).union(*_derived_from(tuple(measure.changes)))


def applies(measure: Measure, vectors: pd.DataFrame) -> np.ndarray:
    """Where every condition of the measure is known to hold, bool."""
    holds = np.ones(len(vectors), dtype=bool)
    for name, (least, most) in measure.needs.items():
        values = vectors[name].to_numpy(dtype="float64")
        holds &= (values >= (-np.inf if least is None else least)) & (values <= (np.inf if most is None else most))
    if measure.labour is not Labour.ANY and "labour_members" in vectors:
        labour = vectors["labour_members"].to_numpy(dtype="float64")
        holds &= labour > 0 if measure.labour is Labour.NEEDED else labour == 0
    return holds


def given(measure: Measure, vectors: pd.DataFrame) -> pd.DataFrame:
    """The vectors once the measure is given; what is derived from a changed feature is computed again."""
    new = {name: measure.changed(name, vectors[name].to_numpy(dtype="float64")) for name in measure.changes}
    changed = vectors.assign(**new)
    for layer in _derived_from(tuple(measure.changes)):
        made = expressions(changed, layer)
        changed = changed.assign(**{name: made[name].where(np.isfinite(made[name])) for name in layer})
    return changed


@cache
def _derived_from(names: tuple[str, ...]) -> list[dict[str, str]]:
    """The SQL of every feature derived from `names`, layer by layer; the area's figures stay as they are."""
    touched = set(names)
    layers: list[dict[str, str]] = []
    for layer in in_order(features()):
        some = {n: features()[n].value for n in layer if touched & set(features()[n].of) and features()[n].over is None}
        touched |= set(some)
        if some:
            layers.append(some)
    return layers
