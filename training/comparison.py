"""Champion against challenger on the same dates: what retraining on each date would have brought.

On every origin the challenger is fitted on what was settled then, as retraining on that day would have done.
The champion speaks as it is where it could not know the outcomes; on earlier origins its twin does, fitted
with the champion's parameters on what was known then. Both see the same households, so differences pair.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from features.errors import EmptyPopulationError
from features.progress import track
from features.vector import model_matrix
from models.parameters import Parameters
from models.trained import Trained
from training.cohort import learning
from training.curves import churn
from training.evaluation import contributions_error, list_shares
from training.fairness import GROUPS, LEAST_FALLS, memberships
from training.figures import RiskFigures
from training.fit import Pair, fit_pair
from training.judge import MODEL, Judged
from training.learning import Material, lesson
from training.outcomes import outcomes
from training.ranked import ratio
from training.splits import for_use, judged_dates

CHAMPION, CHALLENGER = "champion", "challenger"
BOTH = (CHAMPION, CHALLENGER)
COLUMN = {CHAMPION: CHAMPION, CHALLENGER: MODEL}  # the figures know the one that is judged as "model"
ORIGINS, STEP = 3, 3


@dataclass(frozen=True)
class Spoken:
    """The rows of all origins with `rank__` and `probability__` of both, and how each origin's champion spoke."""

    rows: pd.DataFrame
    champion_was: Mapping[str, str]  # by date: "itself" or "twin"


def parameters_of(trained: Trained) -> dict[str, Parameters]:
    """The parameters a model was fitted with."""
    import json

    return {part: Parameters.from_json(json.dumps(dict(one))) for part, one in trained.manifest.parameters.items()}


def spoken(
    material: Material, dates: list[date], champion: Trained, challenger: Trained, *, until: date, seed: int
) -> Spoken:
    """Let both speak about the households that were not monitored on the last settled dates.

    Raises EmptyPopulationError when no date is settled, or none has enough before it to learn from.
    """
    parts, was = [], {}
    for origin in track(_origins(material, dates, until), "Comparison 新旧对比"):
        people = material.population[material.population["as_of"] == pd.Timestamp(origin)]
        asked = people[learning(people)]
        rows = outcomes(
            material.records, asked, known_until=until, horizon_months=material.horizon_months, scope=material.scope
        )
        matrix = material.matrix(rows)
        fresh = _refitted(material, dates, origin, parameters_of(challenger), seed)
        itself = origin >= _known_until(champion)
        old = champion if itself else _refitted(material, dates, origin, parameters_of(champion), seed)
        was[str(origin)] = "itself" if itself else "twin"
        said = {CHAMPION: old.risk.probability(matrix), CHALLENGER: fresh.risk.probability(matrix)}
        parts.append(rows.assign(**{f"{k}__{COLUMN[n]}": v for n, v in said.items() for k in ("rank", "probability")}))
    return Spoken(pd.concat(parts, ignore_index=True), was)


def _origins(material: Material, dates: list[date], until: date) -> list[date]:
    found = judged_dates(dates, until, count=ORIGINS, step=STEP, horizon_months=material.horizon_months)
    usable = [d for d in found if len(judged_dates(dates, d, count=99, step=1, horizon_months=6)) >= 3]
    if not usable:
        raise EmptyPopulationError(f"no date before {until} has settled outcomes and three settled dates before it")
    return usable


def _known_until(trained: Trained) -> date:
    days = trained.manifest.trained_on.get("known_until", [])
    return date.fromisoformat(max(days)) if days else date.max


def _refitted(
    material: Material, dates: list[date], origin: date, parameters: Mapping[str, Parameters], seed: int
) -> Pair:
    villages = material.population["village_code"].unique()
    split = for_use(dates, villages, until=origin, seed=seed, horizon_months=material.horizon_months)
    return fit_pair(lesson(material, split), dict(parameters), seed)


def compare(material: Material, said: Spoken, *, replicates: int, seed: int) -> dict[str, Any]:
    """Every figure that the rule of promotion looks at: each model's, and challenger less champion, paired."""
    rows = said.rows[said.rows["outcome"].notna()].reset_index(drop=True)
    judged = Judged(said.rows, pd.DataFrame())
    bootstrap = {"replicates": replicates, "seed": seed}
    figures = RiskFigures(rows, list(COLUMN.values()), list_shares(material, judged), bootstrap)
    found = figures.all()
    return {
        "champion_was": dict(said.champion_was),
        "rows": len(rows),
        "falls": int(rows["outcome"].sum()),
        "figures": {name: found[COLUMN[name]] for name in BOTH},
        "precision_at": _difference(figures, "precision"),
        "calibration": {name: _off(rows, name) for name in BOTH},
        "groups": _groups(material, figures),
    }


def _difference(figures: RiskFigures, what: str) -> dict[str, Any]:
    one, other = (figures.precision(COLUMN[name]) for name in (CHALLENGER, CHAMPION))
    found = figures.bootstrap.estimate(lambda weight: one(weight) - other(weight)).as_json()
    plain = np.ones((1, len(figures.rows)))
    return found | {"of": what, CHAMPION: float(other(plain)[0]), CHALLENGER: float(one(plain)[0])}


def _off(rows: pd.DataFrame, name: str) -> float | None:
    """How far the foretold number of falls lies from the real one: the absolute logarithm of their ratio."""
    fell, said = float(rows["outcome"].sum()), float(rows[f"probability__{COLUMN[name]}"].sum())
    return abs(float(np.log(fell / said))) if fell > 0 and said > 0 else None


def _groups(material: Material, figures: RiskFigures) -> list[dict[str, Any]]:
    """Recall of both in every group of the fairness audit, and the paired difference where it is estimable."""
    member = memberships(material.records, figures.rows, material.scope)
    fell = figures.rows["outcome"].to_numpy()
    found = []
    for name, label in GROUPS.items():
        inside = member[name].to_numpy().astype(float) * fell
        one: dict[str, Any] = {"group": name, "zh": label.zh, "en": label.en, "falls": int(inside.sum())}
        if inside.sum() >= LEAST_FALLS:
            caught = {n: inside * figures.listed(COLUMN[n]) for n in BOTH}
            one |= figures.bootstrap.estimate(
                lambda w, c=caught, i=inside: ratio(w @ c[CHALLENGER] - w @ c[CHAMPION], w @ i)  # type: ignore[misc]
            ).as_json()
            one |= {n: float(caught[n].sum() / inside.sum()) for n in BOTH}
        found.append(one)
    return found


def stability(material: Material, trained: Trained, weeks: list[date], share: float) -> float | None:
    """The mean share of a week's list that stood on the one before, by a model as it is."""
    risks = {}
    for as_of in weeks:
        vectors = material.vectors.read([as_of])
        risks[as_of] = pd.Series(trained.risk.probability(model_matrix(vectors)), index=vectors["household_id"])
    stayed = [one["stayed"] for one in churn(risks, share)]
    return float(np.mean(stayed)) if stayed else None


def conformance(material: Material, challenger: Trained) -> dict[str, bool]:
    """What every model must keep to, whatever its figures: by name, whether it does."""
    rows = material.population[material.population["as_of"] == material.population["as_of"].max()].head(500)
    matrix = material.matrix(rows)
    risk, index = challenger.risk.probability(matrix), challenger.index.predict(matrix)
    low, high = challenger.risk.interval(matrix)
    judged = Judged(rows.assign(outcome=np.nan), pd.DataFrame())
    return {
        "probabilities lie in 0 to 1": bool(((risk >= 0) & (risk <= 1)).all()),
        "the index lies in 0 to 100": bool(((index >= 0) & (index <= 100)).all()),
        "intervals hold their value": bool(((low <= risk + 1e-9) & (risk <= high + 1e-9)).all()),
        "contributions add up": contributions_error(material, challenger, judged) < 1e-9,
        "directions hold": _directions_hold(challenger, matrix),
    }


def _directions_hold(challenger: Trained, matrix: pd.DataFrame) -> bool:
    """Raising a feature that raises risk never lowers the raw score, and the other way round."""
    from features.feature import Direction, features

    before = challenger.risk.raw(matrix)
    for name in challenger.risk.names:
        direction = features()[name].direction
        if direction in (Direction.RAISES_RISK, Direction.LOWERS_RISK):
            step = float(np.nanstd(matrix[name])) or 1.0
            moved = challenger.risk.raw(matrix.assign(**{name: matrix[name] + step})) - before
            wrong = moved < -1e-9 if direction is Direction.RAISES_RISK else moved > 1e-9
            if wrong.any():
                return False
    return True
