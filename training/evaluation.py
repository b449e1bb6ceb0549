"""evaluation.json: how well the models did on the past, beside every baseline, with honest intervals."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from features.vector import model_matrix
from features.whole import write_text
from models.baselines import SIMPLER
from models.contributions import largest_error
from models.trained import Trained
from training import curves
from training.bars import judged_bars
from training.fairness import fairness, memberships
from training.figures import RiskFigures, decided, index_difference, index_report, risk_report, robustness
from training.judge import MODEL, Judged
from training.learning import Material
from training.lengths import USUAL_SHARE, capacity_share
from training.planted import planted_report, read_truth

CHECKED_ROWS = 2000  # rows whose contributions are added up and compared with the raw score
POINTS_PLOTTED = 4000


@dataclass(frozen=True)
class Evaluation:
    """What goes into evaluation.json (`report`) and the points that only the plots need."""

    report: dict[str, Any]
    points: Mapping[str, pd.DataFrame] = field(default_factory=dict)


def evaluate(
    material: Material,
    judged: Judged,
    trained: Trained,
    *,
    truth: Path | None = None,
    replicates: int = 400,
    seed: int = 0,
    weekly: list[Any] | None = None,
) -> Evaluation:
    """All figures of `judged`, and of `trained`, the model put to use, its additivity and its weekly churn.

    `truth` is the folder of the planted truth, where there is one. `weekly` are the dates of lists.
    """
    bootstrap = {"replicates": replicates, "seed": seed}
    shares = list_shares(material, judged)
    figures = RiskFigures(decided(judged.risk), judged.names, shares, bootstrap)
    report: dict[str, Any] = _heading(material, judged, trained)
    report["return_risk"] = risk_report(judged, shares, bootstrap)
    report["poverty_index"] = index_report(judged, bootstrap) | {
        "mae_less": {n: index_difference(judged, n, bootstrap) for n in judged.index_names if n != MODEL}
    }
    report["list"] = _list(figures)
    report["robustness_without_money"] = robustness(judged, shares, bootstrap)
    report["by_date"] = curves.by_date(figures, judged.names)
    report["curves"] = _curves(figures, judged)
    report["fairness"] = fairness(figures, memberships(material.records, figures.rows, material.scope))
    report["stability"] = _stability(material, trained, weekly or [], shares)
    report["left_out"] = {k: int(v) for k, v in judged.risk["state"].value_counts().items()}
    known = read_truth(truth, list(judged.risk["as_of"].unique()))
    report["planted"] = None if known is None else planted_report(judged, known, shares, bootstrap)
    report["contributions_max_error"] = contributions_error(material, trained, judged)
    report["bars"] = judged_bars(report, material.records.source.outcome)
    return Evaluation(report, _points(judged, known, seed))


def _heading(material: Material, judged: Judged, trained: Trained) -> dict[str, Any]:
    source, manifest = material.records.source, trained.manifest
    return {
        "source": {"name": source.name, "zh": source.title_zh, "en": source.title_en, "outcome": source.outcome}
        | {"caution_zh": source.caution_zh, "caution_en": source.caution_en, "index": source.index},
        "model_id": manifest.model_id,
        "fingerprint": manifest.fingerprint,
        "policy_version": manifest.policy_version,
        "records": material.records.contents(),
        "horizon_months": material.horizon_months,
        "judged_on": sorted({str(d.date()) for d in judged.risk["as_of"]}),
        "households": int(judged.risk["household_id"].nunique()),
        "names": judged.names,
    }


def list_shares(material: Material, judged: Judged) -> dict[Any, float]:
    """The share of the households that can be visited, for each judged date."""
    if material.records.source.cohort == "visited":
        return dict.fromkeys(judged.risk["as_of"].unique(), USUAL_SHARE)
    townships = material.population["village_code"].str[:9] + "000"
    sizes = {day: some.value_counts() for day, some in townships.groupby(material.population["as_of"])}
    return {
        d: capacity_share(material.records, d.date(), sizes[d], material.scope)
        for d in pd.to_datetime(judged.risk["as_of"].unique())
    }


def _list(figures: RiskFigures) -> dict[str, Any]:
    rival = figures.best_rival()
    return {
        "k": int(figures.length.sum()),
        "k_by_date": [int(k) for k in figures.length],
        "over_threshold_rules": figures.precision_ratio(MODEL, "threshold_rules"),
        "over_best_rival": figures.precision_ratio(MODEL, rival) if rival else None,
        "over_simpler": figures.precision_ratio(MODEL, SIMPLER) if SIMPLER in figures.names else None,
        "lead_time": curves.lead_time(figures),
    }


def _curves(figures: RiskFigures, judged: Judged) -> dict[str, Any]:
    return {
        "calibration": {n: curves.calibration(figures, n) for n in (MODEL, "logistic") if n in judged.names},
        "by_length": curves.by_length(figures, judged.names),
        "by_band": curves.by_band(figures),
    }


def _stability(material: Material, trained: Trained, weekly: list[Any], shares: Mapping[Any, float]) -> list[dict]:
    """How much of the list stays from week to week, by the model put to use."""
    risks = {}
    for as_of in weekly:
        vectors = material.vectors.read([as_of])
        risks[as_of] = pd.Series(trained.risk.probability(model_matrix(vectors)), index=vectors["household_id"])
    return curves.churn(risks, float(np.mean(list(shares.values()))))


def contributions_error(material: Material, trained: Trained, judged: Judged) -> float:
    """The largest gap between a raw score and base plus contributions, both models, some judged rows."""
    rows = judged.risk[judged.risk["as_of"] == judged.risk["as_of"].max()].head(CHECKED_ROWS)
    matrix = material.matrix(rows)
    return max(largest_error(trained.risk, matrix), largest_error(trained.index, matrix))


def _points(judged: Judged, truth: pd.DataFrame | None, seed: int) -> dict[str, pd.DataFrame]:
    index = judged.index.sample(min(POINTS_PLOTTED, len(judged.index)), random_state=seed)
    if truth is not None:
        index = index.merge(truth[["household_id", "as_of", "true_index"]], on=["household_id", "as_of"], how="left")
    risk = decided(judged.risk)
    return {"index": index, "risk": risk.sample(min(POINTS_PLOTTED, len(risk)), random_state=seed)}


def write_json(report: Mapping[str, Any], path: Path) -> None:
    """Write the report whole or not at all; what cannot be said is null, never NaN."""
    write_text(json.dumps(plain(report), indent=1, ensure_ascii=False, allow_nan=False), path)


def plain(value: Any) -> Any:
    """`value` as JSON can hold it.

    >>> plain({"a": np.float64("nan"), "b": [np.int64(2), 0.5]})
    {'a': None, 'b': [2, 0.5]}
    """
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return float(value) if np.isfinite(value) else None
    return value if value is None or isinstance(value, str) else str(value)
