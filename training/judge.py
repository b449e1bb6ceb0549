"""Lets the models and every baseline, fitted on each split, speak about rows they have never seen."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from features.errors import EmptyPopulationError
from features.progress import track
from models.baselines import BASELINES
from models.index_baselines import INDEX_BASELINES
from models.parameters import Parameters
from training import cohort
from training.fit import Pair, fit_pair, without_money
from training.learning import Lesson, Material, lesson
from training.outcomes import index_outcomes, outcomes
from training.splits import Split

MODEL = "model"
WITHOUT_MONEY = "without_money"


@dataclass(frozen=True)
class Judged:
    """What was said about the rows of all judging sides, and what came of it.

    `risk`: the rows that were not monitored, with the columns of the population, `outcome` (NaN where
    it cannot be said), `state`, `fell_on`, `split`, `risk_low`, `risk_high`, the predicted `index` and, for the
    model and every baseline, `rank__<name>` and (NaN where it gives none) `probability__<name>`. `index`: the
    rows whose later index is known, with `outcome`, `index_low`, `index_high` and `index__<name>`.
    The twins without money ("without_money") speak on the last date only, and are not among the names.
    `taught`: how many rows taught and calibrated the return risk, by group, in the last split.
    """

    risk: pd.DataFrame
    index: pd.DataFrame
    taught: Mapping[str, int] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The model and the baselines that spoke, the model first."""
        return _named(self.risk, "rank__")

    @property
    def index_names(self) -> list[str]:
        """The same for the poverty index."""
        return _named(self.index, "index__")


def _named(rows: pd.DataFrame, prefix: str) -> list[str]:
    names = [c.removeprefix(prefix) for c in rows.columns if c.startswith(prefix)]
    return [MODEL, *(n for n in names if n not in (MODEL, WITHOUT_MONEY))]


def judge(
    material: Material, splits: list[Split], parameters: Mapping[str, Parameters], *, until: date, seed: int
) -> Judged:
    """Fit on every split and let it speak about its judging side; outcomes are those known on `until`."""
    risk, index, taught = [], [], {}
    last = max(split.judge.dates[-1] for split in splits)
    for split in track(splits, "Judging 检验"):
        bench = Bench.of(material, split, parameters, seed, with_twins=split.judge.dates[-1] == last)
        rows = material.rows(split.judge, split.unit)
        if len(rows):
            matrix = material.matrix(rows).set_index(rows.index)
            asked = rows[cohort.learning(rows)]
            found = outcomes(
                material.records, asked, known_until=until, horizon_months=material.horizon_months, scope=material.scope
            )
            risk.append(bench.risk(found.assign(split=split.name), matrix.loc[found.index]))
            found = index_outcomes(material.records, rows, material.standards, known_until=until, scope=material.scope)
            found = found[found["outcome"].notna()]
            index.append(bench.index(found, matrix.loc[found.index]))
            taught = _taught(material, split, bench.lesson)
    if not risk:
        raise EmptyPopulationError("no household is left to judge on: no date of the vectors has settled outcomes")
    return Judged(pd.concat(risk, ignore_index=True), pd.concat(index, ignore_index=True), taught)


@dataclass(frozen=True)
class Bench:
    """Everything that was fitted on one split."""

    lesson: Lesson
    pair: Pair
    blind: Pair | None  # the models' twins without money
    seed: int

    @classmethod
    def of(
        cls, material: Material, split: Split, parameters: Mapping[str, Parameters], seed: int, *, with_twins: bool
    ) -> "Bench":
        """Fit the models and, if asked, their twins without money."""
        learnt = lesson(material, split)
        pair = fit_pair(learnt, dict(parameters), seed)
        blind = fit_pair(without_money(learnt), dict(parameters), seed) if with_twins else None
        return cls(learnt, pair, blind, seed)

    def risk(self, rows: pd.DataFrame, matrix: pd.DataFrame) -> pd.DataFrame:
        """`rows` with what the model, its blind twin and every baseline say of the return risk."""
        low, high = self.pair.risk.interval(matrix)
        said = {"risk_low": low, "risk_high": high, "index": self.pair.index.predict(matrix)}
        for name, pair in ((MODEL, self.pair), (WITHOUT_MONEY, self.blind)):
            if pair is not None:
                said[f"rank__{name}"] = said[f"probability__{name}"] = pair.risk.probability(matrix)
        for name, baseline in BASELINES.items():
            fitted = baseline.fit(self.lesson.risk_learning, self.lesson.risk_calibrate, self.seed)
            if fitted is not None:
                said[f"rank__{name}"] = fitted.rank(matrix)
                said[f"probability__{name}"] = _or_unknown(fitted.probability(matrix), len(rows))
        return rows.assign(**said)

    def index(self, rows: pd.DataFrame, matrix: pd.DataFrame) -> pd.DataFrame:
        """`rows` with what the model, its blind twin and every baseline say of the poverty index."""
        low, high = self.pair.index.interval(matrix)
        said = {"index_low": low, "index_high": high, f"index__{MODEL}": self.pair.index.predict(matrix)}
        if self.blind is not None:
            said[f"index__{WITHOUT_MONEY}"] = self.blind.index.predict(matrix)
        for name, baseline in INDEX_BASELINES.items():
            fitted = baseline.fit(self.lesson.index_teach, self.seed)
            if fitted is not None:
                said[f"index__{name}"] = fitted.predict(matrix)
        return rows.assign(**said)


def _or_unknown(probability: np.ndarray | None, rows: int) -> np.ndarray:
    return np.full(rows, np.nan) if probability is None else probability


def _taught(material: Material, split: Split, learnt: Lesson) -> dict[str, int]:
    """How many rows taught or calibrated, by group."""
    group = material.population.set_index(["household_id", "as_of"])["group"]
    counted: Counter[str] = Counter()
    for one in (learnt.risk_teach, learnt.risk_calibrate):
        counted.update(group.loc[pd.MultiIndex.from_arrays([one.household, pd.DatetimeIndex(one.as_of)])])
    return dict(counted)
