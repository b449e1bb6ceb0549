"""The curves of the evaluation report: calibration, precision by length, risk by band, lead time, churn."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from models.bands import Band, bands
from training.fairness import wilson
from training.figures import RiskFigures
from training.judge import MODEL
from training.ranked import ratio

LENGTHS = (0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2)
PARTS = 10
DAYS_PER_MONTH = 30.44


def calibration(figures: RiskFigures, name: str = MODEL) -> list[dict[str, Any]]:
    """Per tenth of the rows by probability: mean said, share found, and its 95 % interval."""
    said = figures.rows[f"probability__{name}"].to_numpy()
    if np.isnan(said).any():
        return []
    found = []
    for rows in np.array_split(np.argsort(said, kind="stable"), PARTS):
        fell = figures.rows["outcome"].to_numpy()[rows]
        low, high = wilson(fell.sum(), len(fell))
        found.append({"said": said[rows].mean(), "found": fell.mean(), "low": low, "high": high, "n": len(rows)})
    return found


def by_length(figures: RiskFigures, names: list[str]) -> list[dict[str, Any]]:
    """Per list length (share of the asked): precision, recall and lift of each of `names`."""
    asked = np.bincount(figures.date).astype(float)
    plain = np.ones((1, len(figures.rows)))
    falls = figures.rows["outcome"].sum()
    found = []
    for share in LENGTHS:
        length = np.maximum(1, np.round(asked * share))
        for name in names:
            precision = float(figures.precision(name, length)(plain)[0])
            hits = precision * length.sum()
            lift = precision / figures.rows["outcome"].mean()
            found.append({"name": name, "share": share, "precision": precision, "recall": hits / falls, "lift": lift})
    return found


def by_band(figures: RiskFigures) -> list[dict[str, Any]]:
    """Per band of the predicted index: how many rows, the mean risk said and the share that fell."""
    own = bands(figures.rows["index"].to_numpy())
    found = []
    for one in Band:
        rows = figures.rows[own == one.value]
        if len(rows):
            low, high = wilson(rows["outcome"].sum(), len(rows))
            said = rows[f"probability__{MODEL}"]
            found.append(
                {"band": one.value, "n": len(rows), "said": said.mean()}
                | {"quartiles": said.quantile([0.25, 0.5, 0.75]).tolist()}
                | {"found": rows["outcome"].mean(), "low": low, "high": high}
            )
    return found


def lead_time(figures: RiskFigures) -> dict[str, Any]:
    """How long before the fall the household was listed, and the share of falls listed by months ahead."""
    rows = figures.rows.assign(listed=figures.listed(MODEL))
    fell = rows[rows["outcome"] == 1]
    days = (fell["fell_on"] - fell["as_of"]).dt.days
    caught = days[fell["listed"]]
    months = np.maximum(1, np.ceil(days.to_numpy() / DAYS_PER_MONTH)).astype(int)
    ahead = [(m, fell["listed"][months == m]) for m in sorted(set(months.tolist()))]
    return {
        "days_median": float(caught.median()) if len(caught) else None,
        "days_quartiles": caught.quantile([0.25, 0.75]).tolist() if len(caught) else None,
        "falls_listed": len(caught),
        "days": [int(d) for d in caught],
        "by_months_ahead": [{"months": m, "recall": float(some.mean()), "falls": len(some)} for m, some in ahead],
    }


def by_date(figures: RiskFigures, names: list[str]) -> list[dict[str, Any]]:
    """Per judged date: rows, base rate, AUC and precision of each of `names` (no interval: few falls)."""
    found = []
    for number, as_of in enumerate(sorted(figures.rows["as_of"].unique())):
        rows = figures.rows[figures.date == number].reset_index(drop=True)
        weight = np.ones((1, len(rows)))
        own = RiskFigures(rows, names, {as_of: figures.length[number] / len(rows)}, {"replicates": 0})
        row: dict[str, Any] = {
            "as_of": str(pd.Timestamp(as_of).date()),
            "n": len(rows),
            "falls": int(rows["outcome"].sum()),
            "k": int(own.length.sum()),
        }
        for name in names:
            row[name] = {"precision_at": float(own.precision(name)(weight)[0]), "auc": _auc(own, name)}
        found.append(row)
    return found


def _auc(figures: RiskFigures, name: str) -> float | None:
    from training.metric import metrics

    value = metrics()["auc"].of(figures.predictions(name), np.ones((1, len(figures.rows))))[0]
    return float(value) if np.isfinite(value) else None


def churn(risks: Mapping[Any, pd.Series], share: float) -> list[dict[str, Any]]:
    """Of each list, the share of households that stood on the one before; `risks` by date, by household."""
    found: list[dict[str, Any]] = []
    before: set[str] = set()
    last: pd.Series | None = None
    for as_of, risk in sorted(risks.items()):
        listed = set(risk.nlargest(max(1, round(share * len(risk)))).index)
        if last is not None:
            both = risk.index.intersection(last.index)
            agreement = risk.loc[both].rank().corr(last.loc[both].rank())
            stayed = float(ratio(np.array([len(listed & before)]), np.array([len(listed)]))[0])
            day = str(pd.Timestamp(as_of).date())
            found.append({"as_of": day, "stayed": stayed, "rank_correlation": float(agreement)})
        before, last = listed, risk
    return found
