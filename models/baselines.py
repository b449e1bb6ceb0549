"""What LightGBM must beat: today's rules, incomes, the 四看法 rubric, logistic regressions, chance.

Each baseline is fitted on the same learning sets as the models: trained on `train`, its probability calibrated
on `calibrate` exactly as the return risk's. `fit` returns None where the source has nothing for it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from features.feature import learnable
from features.text import Text
from models.calibration import Calibration, fit_calibration
from models.learning_set import LearningSet
from models.logistic import Logistic
from models.threshold_rules import severity

Rank = Callable[[pd.DataFrame], np.ndarray]

INCOME_NOW = ("net_income_per_head_12m", "income_per_equivalent_latest")
INCOME_BEFORE = ("income_per_equivalent_previous", "income_12m_before_12m", "income_month_previous")
POINTS = ("assessment_points",)
NEARLY = 0.8  # a preferred column is taken unless another is known for many more rows
TEN = (
    INCOME_NOW,
    INCOME_BEFORE,
    ("income_days_between", "income_last_known_days"),
    ("employed_share", "employed_members"),
    ("members",),
    ("children",),
    ("schooling_highest",),
    ("members_uninsured_share", "members_uninsured"),
    ("informal_workers",),
    ("registered_workers",),
)


@dataclass(frozen=True)
class Fitted:
    """A fitted baseline of the return risk."""

    ranked: Rank
    calibration: Calibration | None = None

    def rank(self, matrix: pd.DataFrame) -> np.ndarray:
        """One value per row, higher = visit first."""
        return self.ranked(matrix)

    def probability(self, matrix: pd.DataFrame) -> np.ndarray | None:
        """Probability of a return, or None from a baseline that only ranks."""
        return None if self.calibration is None else self.calibration.probability(self.ranked(matrix))


@dataclass(frozen=True)
class Baseline:
    """A baseline of the return risk: its name in reports and how it is fitted.

    `simpler` marks a simpler model of our own whole vector: no practice of today that the list must
    outdo, but what is shipped instead of boosted trees if they are no better (decision 0006).
    """

    name: str
    label: Text
    ranker: Callable[[LearningSet, int], Rank | None]
    calibrated: bool = True
    simpler: bool = False

    def fit(self, train: LearningSet, calibrate: LearningSet, seed: int) -> Fitted | None:
        """Fit, or None where the source has nothing for it; raises EmptyPopulationError as the models do."""
        ranked = self.ranker(train, seed)
        if ranked is None:
            return None
        calibration = fit_calibration(ranked(calibrate.matrix), calibrate, seed) if self.calibrated else None
        return Fitted(ranked, calibration)


def _threshold_rules(train: LearningSet, seed: int) -> Rank:
    return severity


def _lowest_first(candidates: Sequence[str]) -> Callable[[LearningSet, int], Rank | None]:
    def ranker(train: LearningSet, seed: int) -> Rank | None:
        name = most_known(train.matrix, candidates)
        if name is None:
            return None
        # In log terms, and where income is unknown the middle: silence is neither rich nor poor.
        middle = float(np.nanmedian(train.matrix[name]))
        return lambda matrix: -np.arcsinh(matrix[name].fillna(middle).to_numpy(dtype="float64"))

    return ranker


def _logistic(train: LearningSet, seed: int) -> Rank:
    return Logistic.fit(train, [n for n in (most_known(train.matrix, some) for some in TEN) if n]).log_odds


def _logistic_all(train: LearningSet, seed: int) -> Rank:
    return Logistic.fit(train, list(learnable()), strength=0.1).log_odds


def _random(train: LearningSet, seed: int) -> Rank:
    return lambda matrix: np.random.default_rng(seed).random(len(matrix))


BASELINES: Mapping[str, Baseline] = {
    b.name: b
    for b in (
        Baseline("threshold_rules", Text(zh="现行阈值规则", en="Today's threshold rules"), _threshold_rules),
        Baseline(
            "income_to_line", Text(zh="收入与监测线之比", en="Income relative to the line"), _lowest_first(INCOME_NOW)
        ),
        Baseline("last_year_income", Text(zh="上年收入", en="Last year's income"), _lowest_first(INCOME_BEFORE)),
        Baseline("rubric", Text(zh="四看法得分", en="Four-look rubric"), _lowest_first(POINTS)),
        Baseline("logistic", Text(zh="逻辑回归（十项指标）", en="Logistic, ten features"), _logistic),
        Baseline(
            "logistic_all", Text(zh="逻辑回归（全部指标）", en="Logistic, all features"), _logistic_all, simpler=True
        ),
        Baseline("random", Text(zh="随机排序", en="Chance"), _random, calibrated=False),
    )
}


SIMPLER = next(name for name, baseline in BASELINES.items() if baseline.simpler)


def most_known(matrix: pd.DataFrame, candidates: Sequence[str]) -> str | None:
    """The first of `candidates` known for nearly as many rows as the best known; None if none ever is."""
    known = {n: int(matrix[n].notna().sum()) for n in candidates if n in matrix}
    most = max(known.values(), default=0)
    return next((n for n in known if known[n] >= NEARLY * most), None) if most else None
