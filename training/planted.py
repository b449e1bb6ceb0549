"""The invented county's planted truth beside what was learnt from its records. Only the evaluation reads it.

Truth lies in Parquet files of one row per household and month end: `true_index` (0-100), `true_risk`
(probability of falling within the horizon, without help), `would_fall` (whether it would have) and
`fallen` (it has fallen already, whether or not anybody knows).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from training.figures import RiskFigures
from training.judge import MODEL, Judged
from training.ranked import ratio

ORACLE = "oracle"
COLUMNS = ["household_id", "as_of", "true_index", "true_risk", "would_fall", "fallen"]
PARTS = 20


def read_truth(folder: Path | None, dates: list[Any]) -> pd.DataFrame | None:
    """The truth of some dates; None if there is none, as for any real county."""
    files = sorted(folder.glob("*.parquet")) if folder and folder.is_dir() else []
    if not files:
        return None
    rows = pd.concat([_rows(path, dates) for path in files], ignore_index=True)
    return rows if len(rows) else None


def _rows(path: Path, dates: list[Any]) -> pd.DataFrame:
    import pyarrow.parquet as pq

    if not set(COLUMNS) <= set(pq.read_schema(path).names):
        return pd.DataFrame(columns=COLUMNS)
    rows = pd.read_parquet(path, columns=COLUMNS)
    rows["as_of"] = pd.to_datetime(rows["as_of"]).astype("datetime64[us]")
    return rows[rows["as_of"].isin(dates)]


def with_truth(rows: pd.DataFrame, truth: pd.DataFrame) -> pd.DataFrame:
    """`rows` that the truth knows, with its columns."""
    return rows.merge(truth, on=["household_id", "as_of"], how="inner")


def planted_report(judged: Judged, truth: pd.DataFrame, shares: Mapping[Any, float], bootstrap: dict) -> dict[str, Any]:
    """The part `planted` of evaluation.json."""
    verified = with_truth(judged.risk[judged.risk["outcome"].notna()], truth)
    verified[f"rank__{ORACLE}"] = verified[f"probability__{ORACLE}"] = verified["true_risk"]
    names = [*judged.names, ORACLE]
    by_decisions = RiskFigures(verified.reset_index(drop=True), names, shares, bootstrap)
    # The would-be outcome is known of everybody, helped or not, found by the county or not; who has
    # fallen unseen cannot fall again and is looked at apart.
    everybody = with_truth(judged.risk, truth)
    unseen = everybody["fallen"].astype(bool)
    hidden, everybody = everybody[unseen], everybody[~unseen]
    everybody[f"rank__{ORACLE}"] = everybody[f"probability__{ORACLE}"] = everybody["true_risk"]
    everybody = everybody.assign(outcome=everybody["would_fall"].astype("float64"))
    would_be = RiskFigures(everybody.reset_index(drop=True), names, shares, bootstrap)
    index = with_truth(judged.index, truth)
    return {
        "share_of_oracle": oracle_share(by_decisions),
        "share_of_oracle_would_be": oracle_share(would_be),
        "would_be": would_be.all(),
        "risk_intervals": interval_check(by_decisions),
        "index_error": {n: _error(index, n) for n in judged.index_names},
        "by_length": oracle_by_length(by_decisions),
        "found_share": _found_share(by_decisions),
        "fallen_unseen": _unseen(hidden, by_decisions),
    }


def oracle_share(figures: RiskFigures) -> dict[str, Any]:
    """The share of the gain over chance that an all-knowing list of the same length has."""
    model, oracle = figures.precision(MODEL), figures.precision(ORACLE)
    outcome = figures.rows["outcome"].to_numpy()

    def share(weight: np.ndarray) -> np.ndarray:
        chance = ratio(weight @ outcome, weight.sum(axis=1))
        return ratio(model(weight) - chance, oracle(weight) - chance)

    plain = np.ones((1, len(outcome)))
    precisions = {"model": float(model(plain)[0]), ORACLE: float(oracle(plain)[0]), "chance": float(outcome.mean())}
    return figures.bootstrap.estimate(share).as_json() | precisions


def oracle_by_length(figures: RiskFigures) -> list[dict[str, float]]:
    """The same for several list lengths, without intervals, for the plot."""
    from training.curves import LENGTHS

    asked = np.bincount(figures.date).astype(float)
    plain = np.ones((1, len(figures.rows)))
    chance = figures.rows["outcome"].mean()
    found = []
    for length_share in LENGTHS:
        length = np.maximum(1, np.round(asked * length_share))
        model, oracle = (float(figures.precision(n, length)(plain)[0]) for n in (MODEL, ORACLE))
        if oracle > chance:
            found.append({"share": length_share, "of_oracle": (model - chance) / (oracle - chance), ORACLE: oracle})
    return found


def interval_check(figures: RiskFigures) -> dict[str, Any]:
    """Do the risk intervals hold the planted rates?

    An interval is of the rate among households of like raw score, and the model learns falls that the
    county *found*. So rows are put in equal parts by probability, the planted risk of each part is its
    mean `true_risk` times the share of promised falls that were found, and a part is held when that lies
    between the means of the interval's ends.
    """
    rows = figures.rows
    found = _found_share(figures)
    parts = []
    for some in np.array_split(np.argsort(rows[f"probability__{MODEL}"].to_numpy(), kind="stable"), PARTS):
        part = rows.iloc[some]
        planted = float(part["true_risk"].mean() * found)
        low, high = float(part["risk_low"].mean()), float(part["risk_high"].mean())
        parts.append(
            {"said": float(part[f"probability__{MODEL}"].mean()), "planted": planted, "low": low, "high": high}
            | {"held": low <= planted <= high}
        )
    return {"held": float(np.mean([p["held"] for p in parts])), "found_share": found, "parts": parts}


def _unseen(hidden: pd.DataFrame, figures: RiskFigures) -> dict[str, Any]:
    """Households that had fallen and nobody knew: how many rows, and the mean place of their risk (0 to 1)."""
    if hidden.empty:
        return {"rows": 0, "median_place": None}
    place = np.searchsorted(np.sort(figures.rows[f"probability__{MODEL}"]), hidden[f"probability__{MODEL}"])
    return {"rows": len(hidden), "median_place": float(np.median(place / len(figures.rows)))}


def _found_share(figures: RiskFigures) -> float:
    """Falls that the county verified over falls that the truth promised, without help."""
    return float(figures.rows["outcome"].sum() / max(figures.rows["true_risk"].sum(), 1e-9))


def _error(index: pd.DataFrame, name: str) -> dict[str, float | None]:
    """Mean absolute distance of a prediction, and of the assessment found later, from the true index."""
    said = index[f"index__{name}"]
    if not said.notna().any():
        return {"mae": None, "mae_of_assessments": None}
    return {
        "mae": float((said - index["true_index"]).abs().mean()),
        "mae_of_assessments": float((index["outcome"] - index["true_index"]).abs().mean()),
    }
