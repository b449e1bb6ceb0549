"""What would lower a household's risk: a bounded search over what help can change.

Each measure that is not held and whose conditions hold is tried on the household's own vector: the
features it declares to change become better (never worse), what is derived from them is computed again,
and the return risk is asked. The best one is taken, then the best second one on top of it; no further.
Directions are monotone in the model, so help never raises the risk. The words for people have no number.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from features.condition import expressions
from features.feature import features, in_order
from features.text import Text
from features.vector import model_matrix
from models.measure import Labour, Measure, measures, within
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
    for _ in range(STEPS):
        open_ = [set(h) | set(c) for h, c in zip(held, chosen, strict=True)]
        tried = _tried(risk, state, open_)
        best = tried.idxmin(axis=1) if len(tried.columns) else pd.Series(dtype=object)
        for name in sorted(set(best)):
            new = tried[name].to_numpy()
            better = np.flatnonzero((best == name).to_numpy() & (new < (1 - NOTICEABLE) * after))
            state.iloc[better] = given(measures()[name], state.iloc[better])
            after[better] = new[better]
            for row in better:
                chosen[row] = (*chosen[row], name)
    return [
        Lowering(names, float(b), float(a)) if names else None
        for names, b, a in zip(chosen, before, after, strict=True)
    ]


def _tried(risk: ReturnRisk, state: pd.DataFrame, closed: Sequence[Collection[str]]) -> pd.DataFrame:
    """The probability after each measure, a column per measure; NaN where it does not apply."""
    tried = {}
    for name, measure in measures().items():
        rows = applies(measure, state) & np.array([name not in c for c in closed], dtype=bool)
        if rows.any() and measure.changes:
            column = np.full(len(state), np.inf)
            column[rows] = risk.probability(model_matrix(given(measure, state[rows]), risk.names))
            tried[name] = column
    return pd.DataFrame(tried, index=state.index)


def applies(measure: Measure, vectors: pd.DataFrame) -> np.ndarray:
    """Where every condition of the measure is known to hold, bool."""
    holds = np.ones(len(vectors), dtype=bool)
    for name, bounds in measure.needs.items():
        holds &= np.array([within(v, bounds) is True for v in vectors[name]], dtype=bool)
    if measure.labour is not Labour.ANY and "labour_members" in vectors:
        labour = vectors["labour_members"].to_numpy(dtype="float64")
        holds &= labour > 0 if measure.labour is Labour.NEEDED else labour == 0
    return holds


def given(measure: Measure, vectors: pd.DataFrame) -> pd.DataFrame:
    """The vectors once the measure is given; what is derived from a changed feature is computed again."""
    changed = vectors.copy()
    for name in measure.changes:
        changed[name] = measure.changed(name, vectors[name].to_numpy(dtype="float64"))
    for layer in _derived_from(tuple(measure.changes)):
        made = expressions(changed, layer)
        for name in layer:
            changed[name] = made[name].where(np.isfinite(made[name]))
    return changed


def _derived_from(names: Collection[str]) -> list[dict[str, str]]:
    """The SQL of every feature derived from `names`, layer by layer; the area's figures stay as they are."""
    touched = set(names)
    layers = []
    for layer in in_order(features()):
        some = {n: features()[n].value for n in layer if touched & set(features()[n].of) and features()[n].over is None}
        touched |= set(some)
        if some:
            layers.append(some)
    return layers
