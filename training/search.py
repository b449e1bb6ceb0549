"""A bounded, seeded search for the parameters of a model, judged on later dates and other households."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from features.errors import EmptyPopulationError
from models import poverty_index, return_risk
from models.calibration import cells, log_loss
from models.curves import Logistic
from models.learning_set import LearningSet
from models.parameters import Parameters
from models.trees import raw_score
from training.splits import deal

ROWS_TO_SEARCH_ON = 40_000  # a search compares parameters; it does not need every row
JUDGED_DATES = 1 / 3
PARTS = 3  # of the households; each judges once
BEYOND_CHANCE = 2.0  # a gain counts from so many of its standard errors over households
SEARCHED = ("trees", "leaves", "rate", "min_rows_per_leaf", "feature_share", "l2", "smoothing")
USUAL: Mapping[str, Parameters] = {
    "return_risk": Parameters(
        trees=300, leaves=8, rate=0.03, min_rows_per_leaf=80, feature_share=0.2, l2=10.0, smoothing=10.0
    ),
    "poverty_index": Parameters(trees=150),
}
"""What a search has to beat beyond chance. Falls are rare and say little of any one feature: small trees that each see
a few features, and many of them."""
Loss = Callable[[LearningSet, LearningSet, Parameters, int], np.ndarray]


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
    return _search(learning, risk_loss, budget, seed, USUAL["return_risk"])


def search_index(learning: LearningSet, budget: Budget, seed: int) -> Found:
    """Parameters with the least mean absolute error of the poverty index."""
    return _search(learning, index_loss, budget, seed, USUAL["poverty_index"])


def risk_loss(teach: LearningSet, judge: LearningSet, parameters: Parameters, seed: int) -> np.ndarray:
    """Weighted log loss of each row of `judge`; recalibrated there, so that only the order is compared."""
    booster, names = return_risk.grown(teach, parameters, seed)
    raw = raw_score(booster, judge.matrix, names)
    curve = Logistic.fit(cells(raw, judge.outcome, judge.weight))
    return log_loss(curve.log_odds(raw), judge.outcome, judge.weight)


def index_loss(teach: LearningSet, judge: LearningSet, parameters: Parameters, seed: int) -> np.ndarray:
    """Weighted absolute error of each row of `judge`, in points."""
    booster, names = poverty_index.grown(teach, parameters, seed)
    said = np.clip(raw_score(booster, judge.matrix, names), 0.0, 100.0)
    return judge.weight * np.abs(said - judge.outcome)


def turns(learning: LearningSet, seed: int) -> list[tuple[LearningSet, LearningSet]]:
    """Each part of the households once: the others' earlier dates teach, its own later dates judge.

    So every household judges once. A single part of a county of 20,000 holds some fifty falls: a search that
    compared by those took whatever luck offered.
    """
    dates = np.unique(learning.as_of)
    later = learning.as_of >= dates[-max(1, round(len(dates) * JUDGED_DATES))]
    mine = [np.isin(learning.household, list(part)) for part in deal(learning.household, PARTS, seed)]
    return [(learning.where(~own & ~later), learning.where(own & later)) for own in mine]


def better(losses: np.ndarray, usual: np.ndarray) -> bool:
    """Whether losses (one per household, in the same order) lie below the usual ones by more than chance."""
    gain = usual - losses
    return bool(gain.sum() > BEYOND_CHANCE * gain.std() * np.sqrt(len(gain)))


def _search(learning: LearningSet, loss: Loss, budget: Budget, seed: int, usual: Parameters) -> Found:
    pairs = turns(_some(learning, seed), seed)
    try:
        for part in (part for pair in pairs for part in pair):
            part.check_learnable("search")
    except EmptyPopulationError:  # too few falls to compare anything by
        return Found(usual)
    if budget.trials <= 0:
        return Found(usual)
    tried = _tried(pairs, loss, budget, seed, usual)
    if not tried:
        return Found(usual, [], budget.trials)
    least, lost = min(tried, key=lambda one: one[1].sum())
    weight = sum(float(judge.weight.sum()) for _, judge in pairs)
    losses = [float(one.sum()) / weight for _, one in tried]
    return Found(least if better(lost, tried[0][1]) else usual, losses, budget.trials)


def _tried(
    pairs: list[tuple[LearningSet, LearningSet]], loss: Loss, budget: Budget, seed: int, usual: Parameters
) -> list[tuple[Parameters, np.ndarray]]:
    """Every trial's parameters and its losses by household; the usual ones come first."""
    import optuna

    of_row = np.unique(np.concatenate([judge.household for _, judge in pairs]), return_inverse=True)[1]
    tried: list[tuple[Parameters, np.ndarray]] = []

    def lost(trial: optuna.Trial) -> float:
        parameters = suggested(trial)
        rows = np.concatenate([loss(teach, judge, parameters, seed) for teach, judge in pairs])
        tried.append((parameters, np.bincount(of_row, rows)))
        return float(rows.sum())

    optuna.logging.set_verbosity(logging.WARNING)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed, n_startup_trials=5))
    study.enqueue_trial({name: getattr(usual, name) for name in SEARCHED})
    study.optimize(lost, n_trials=budget.trials, timeout=budget.seconds)
    return tried


def suggested(trial: Any) -> Parameters:
    """The parameters of an Optuna trial, fixed or running; these ranges bound the search."""
    return Parameters(
        trees=trial.suggest_int("trees", 50, 400, step=50),
        leaves=trial.suggest_int("leaves", 4, 31, log=True),
        rate=trial.suggest_float("rate", 0.02, 0.12, log=True),
        min_rows_per_leaf=trial.suggest_int("min_rows_per_leaf", 20, 400, log=True),
        feature_share=trial.suggest_float("feature_share", 0.15, 0.9),
        l2=trial.suggest_float("l2", 0.5, 60.0, log=True),
        smoothing=trial.suggest_float("smoothing", 0.5, 50.0, log=True),
    )


def _some(learning: LearningSet, seed: int) -> LearningSet:
    """At most `ROWS_TO_SEARCH_ON` rows: whole households, drawn at random."""
    if len(learning) <= ROWS_TO_SEARCH_ON:
        return learning
    parts = deal(learning.household, -(-len(learning) // ROWS_TO_SEARCH_ON), seed)
    return learning.where(np.isin(learning.household, list(parts[0])))
