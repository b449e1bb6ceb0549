"""Fits both models: searches parameters on what teaches, fits, calibrates, and puts them together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from features.errors import EmptyPopulationError
from features.feature import Scale, features
from models.calibrations import fit_calibrations
from models.learning_set import LearningSet
from models.parameters import Parameters
from models.poverty_index import PovertyIndex
from models.return_risk import ReturnRisk, grown, regrown
from models.trained import Trained
from models.trees import raw_score
from training.learning import Lesson, Material, lesson
from training.search import Budget, Found, search_index, search_risk
from training.splits import Split, deal

TURNS = 4  # parts of the villages that take turns in calibrating


@dataclass(frozen=True)
class Recipe:
    """The parameters of both models and how they were found."""

    risk: Found
    index: Found

    @property
    def parameters(self) -> dict[str, Parameters]:
        """By the names that manifest and reports use."""
        return {"return_risk": self.risk.parameters, "poverty_index": self.index.parameters}

    @property
    def search(self) -> dict[str, dict[str, int | bool]]:
        """How the search for each went; see `Found.trials`."""
        return {"return_risk": self.risk.trials, "poverty_index": self.index.trials}


def choose(lesson: Lesson, budget: Budget, seed: int, usual: Mapping[str, Parameters] | None = None) -> Recipe:
    """Search the parameters of both models on what teaches; two thirds of the budget go to the risk.

    Without trials the `usual` ones are taken, by model (None: the defaults).
    """
    if usual is not None and budget.trials <= 0:
        return Recipe(Found(usual["return_risk"]), Found(usual["poverty_index"]))
    risk = Budget(trials=-(-budget.trials * 2 // 3), seconds=budget.seconds * 2 / 3)
    index = Budget(trials=budget.trials - risk.trials, seconds=budget.seconds / 3)
    return Recipe(search_risk(lesson.risk_teach, risk, seed), search_index(lesson.index_teach, index, seed))


@dataclass(frozen=True)
class Pair:
    """Both models as fitted on one lesson."""

    risk: ReturnRisk
    index: PovertyIndex


def fit_pair(lesson: Lesson, parameters: dict[str, Parameters], seed: int) -> Pair:
    """Both models fitted and calibrated on one lesson; EmptyPopulationError if there is nothing to learn."""
    risk = fit_risk(lesson, parameters["return_risk"], seed)
    return Pair(risk, fit_index(lesson, parameters["poverty_index"], seed))


def fit_risk(lesson: Lesson, parameters: Parameters, seed: int) -> ReturnRisk:
    """The return risk fitted and calibrated on one lesson.

    What calibrates has then been a later period that the trees never saw; the trees that are kept learn from
    it as well, because they are better for it and hardly other ones.

    On a crossed lesson the trees learn from every village's earlier dates, and the calibration from every
    village's later dates, scored by trees that saw none of that village: all falls serve twice, none both ways.
    """
    teach, calibrate = lesson.risk_teach, lesson.risk_calibrate
    calibrate.check_learnable("calibration of the return risk")
    if not lesson.crossed:
        fitted = ReturnRisk.fit(teach, calibrate, parameters, seed)
        return regrown(fitted, lesson.risk_learning, parameters, seed)
    unseen = scored_unseen(teach, calibrate, parameters, seed)
    booster, names = grown(teach, parameters, seed)
    return ReturnRisk(booster, fit_calibrations(unseen, calibrate, seed), names)


def scored_unseen(teach: LearningSet, calibrate: LearningSet, parameters: Parameters, seed: int) -> np.ndarray:
    """The raw scores of `calibrate`, each by trees that learnt from other villages only."""
    raw = np.full(len(calibrate), np.nan)
    for part in deal([*teach.village, *calibrate.village], TURNS, seed):
        mine = np.isin(calibrate.village, list(part))
        if mine.any():
            others = teach.where(~np.isin(teach.village, list(part)))
            booster, names = grown(others, parameters, seed)
            raw[mine] = raw_score(booster, calibrate.matrix[mine], names)
    return raw


def fit_index(lesson: Lesson, parameters: Parameters, seed: int) -> PovertyIndex:
    """The poverty index fitted on one lesson, its interval corrected."""
    return PovertyIndex.fit(lesson.index_teach, lesson.index_calibrate, parameters, seed)


def train(material: Material, split: Split, recipe: Recipe, seed: int) -> Trained:
    """The trained model of a split with its manifest."""
    learnt = lesson(material, split)
    pair = fit_pair(learnt, recipe.parameters, seed)
    source = material.records.source
    return Trained.put_together(
        pair.index,
        pair.risk,
        source=source.name,
        policy_version=material.standards.version,
        horizon_months=material.horizon_months,
        trained_on={
            "teach": split.teach.dates,
            "calibrate": split.calibrate.dates,
            "known_until": [split.known_until],
        },
        parameters=recipe.parameters,
        reference_matrix=learnt.risk_calibrate.matrix,
        seed=seed,
        counts={
            "risk_rows": len(learnt.risk_teach),
            "risk_falls": float(learnt.risk_teach.outcome.sum()),
            "risk_calibrating_rows": len(learnt.risk_calibrate),
            "risk_calibrating_falls": float(learnt.risk_calibrate.outcome.sum()),
            "index_rows": len(learnt.index_teach),
        },
        cautions=[{"zh": source.caution_zh, "en": source.caution_en}] if source.caution_en else [],
    )


def without_money(lesson: Lesson) -> Lesson:
    """The same lesson blind to every amount of money: do the models stand without recorded income?

    Raises EmptyPopulationError if nothing else is known.
    """
    kept = [n for n in lesson.risk_teach.matrix.columns if n in features() and not is_money(n)]
    if not kept:
        raise EmptyPopulationError("every declared feature is money: nothing is left without it")

    def blind(learning: LearningSet) -> LearningSet:
        return replace(learning, matrix=learning.matrix[kept])

    return Lesson(
        risk_teach=blind(lesson.risk_teach),
        risk_calibrate=blind(lesson.risk_calibrate),
        index_teach=blind(lesson.index_teach),
        index_calibrate=blind(lesson.index_calibrate),
        crossed=lesson.crossed,
    )


def is_money(name: str) -> bool:
    """Whether a feature is an amount of money or made from one."""
    feature = features()[name]
    return feature.scale is Scale.LINE or "CNY" in feature.unit or any(is_money(n) for n in feature.of)
