"""A bounded, seeded search for the parameters of a model, judged on later dates and other households."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from features.errors import EmptyPopulationError
from models.learning_set import LearningSet
from models.parameters import Parameters
from models.poverty_index import grown
from models.return_risk import ReturnRisk
from models.trees import raw_score
from training.splits import deal

ROWS_TO_SEARCH_ON = 40_000  # a search compares parameters; it does not need every row
JUDGED_DATES = 1 / 3
JUDGED_HOUSEHOLDS = 4  # one part in so many


@dataclass(frozen=True)
class Budget:
    """How many trials a search makes; zero trials: the default parameters.

    `seconds` only keeps a search from going on for ever. Where it cuts one short, another machine would find other
    parameters, and so training.json and the report say it.
    """

    trials: int = 12
    seconds: float = 3600.0


@dataclass(frozen=True)
class Found:
    """The parameters found, the loss of every trial in order (the first is the default's), the trials asked for."""

    parameters: Parameters
    losses: list[float] = field(default_factory=list)
    asked: int = 0

    @property
    def trials(self) -> dict[str, int | bool]:
        """How many trials were asked for and made, and whether the time limit cut the search short."""
        return {"asked": self.asked, "made": len(self.losses), "cut_short": len(self.losses) < self.asked}


def search_risk(learning: LearningSet, budget: Budget, seed: int) -> Found:
    """Parameters with the least log loss of the return risk, recalibrated on what judges."""
    return _search(learning, risk_loss, budget, seed)


def search_index(learning: LearningSet, budget: Budget, seed: int) -> Found:
    """Parameters with the least mean absolute error of the poverty index."""
    return _search(learning, index_loss, budget, seed)


def risk_loss(teach: LearningSet, judge: LearningSet, parameters: Parameters, seed: int) -> float:
    """Mean log loss on `judge`; calibrated there too, so that only the order is compared."""
    said = ReturnRisk.fit(teach, judge, parameters, seed).probability(judge.matrix)
    said = np.clip(said, 1e-6, 1 - 1e-6)
    loss = -(judge.outcome * np.log(said) + (1 - judge.outcome) * np.log(1 - said))
    return float(np.average(loss, weights=judge.weight))


def index_loss(teach: LearningSet, judge: LearningSet, parameters: Parameters, seed: int) -> float:
    """Mean absolute error in points on `judge`."""
    judge.check_learnable("search")
    booster, names = grown(teach, parameters, seed)
    said = np.clip(raw_score(booster, judge.matrix, names), 0.0, 100.0)
    return float(np.average(np.abs(said - judge.outcome), weights=judge.weight))


def inner(learning: LearningSet, seed: int) -> tuple[LearningSet, LearningSet]:
    """Earlier dates of most households, and later dates of the others."""
    dates = np.unique(learning.as_of)
    turn = dates[-max(1, round(len(dates) * JUDGED_DATES))]
    judged = np.isin(learning.household, list(deal(learning.household, JUDGED_HOUSEHOLDS, seed)[0]))
    teach = learning.where(~judged & (learning.as_of < turn))
    return teach, learning.where(judged & (learning.as_of >= turn))


def _search(learning: LearningSet, loss: Callable[..., float], budget: Budget, seed: int) -> Found:
    teach, judge = inner(_some(learning, seed), seed)
    default = Parameters()
    try:
        teach.check_learnable("search")
        judge.check_learnable("search")
    except EmptyPopulationError:  # too few falls to compare anything by
        return Found(default)
    if budget.trials <= 0:
        return Found(default)
    import optuna

    optuna.logging.set_verbosity(logging.WARNING)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed, n_startup_trials=5))
    study.enqueue_trial(_START)
    study.optimize(
        lambda trial: loss(teach, judge, suggested(trial), seed), n_trials=budget.trials, timeout=budget.seconds
    )
    losses = [float(t.value) for t in study.trials if t.value is not None]
    best = suggested(study.best_trial) if losses else default
    return Found(best, losses, budget.trials)


_START = {
    "trees": 150,
    "leaves": 15,
    "rate": 0.05,
    "min_rows_per_leaf": 40,
    "feature_share": 0.6,
    "l2": 5.0,
    "smoothing": 5.0,
}


def suggested(trial: Any) -> Parameters:
    """The parameters of an Optuna trial, fixed or running; these ranges bound the search."""
    return Parameters(
        trees=trial.suggest_int("trees", 50, 250, step=25),
        leaves=trial.suggest_int("leaves", 4, 31, log=True),
        rate=trial.suggest_float("rate", 0.02, 0.12, log=True),
        min_rows_per_leaf=trial.suggest_int("min_rows_per_leaf", 20, 400, log=True),
        feature_share=trial.suggest_float("feature_share", 0.3, 0.9),
        l2=trial.suggest_float("l2", 0.5, 60.0, log=True),
        smoothing=trial.suggest_float("smoothing", 0.5, 50.0, log=True),
    )


def _some(learning: LearningSet, seed: int) -> LearningSet:
    """At most `ROWS_TO_SEARCH_ON` rows: whole households, drawn at random."""
    if len(learning) <= ROWS_TO_SEARCH_ON:
        return learning
    parts = deal(learning.household, -(-len(learning) // ROWS_TO_SEARCH_ON), seed)
    return learning.where(np.isin(learning.household, list(parts[0])))
