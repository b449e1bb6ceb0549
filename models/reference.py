"""How the features were spread when the models were fitted: what drift and reasons are compared with."""

from typing import Any

import numpy as np
import pandas as pd

FEW = 12  # up to so many distinct values are kept as they are
DECILES = np.linspace(0, 1, 11)
TWENTIETHS = np.linspace(0.025, 0.975, 20)

Reference = dict[str, dict[str, Any]]


def reference(matrix: pd.DataFrame) -> Reference:
    """For each column of `matrix` (models' units): its edges or values, the share in each, median, share unknown.

    `edges` (deciles, made distinct) have one share fewer than entries; `values` have one share each.
    Shares are of the known rows and sum to 1. `quantiles` are those of `TWENTIETHS`, heaps included: edges
    tell how many rows moved, quantiles how far.
    """
    return {name: _spread(matrix[name].to_numpy(dtype="float64")) for name in matrix.columns}


def _spread(column: np.ndarray) -> dict[str, Any]:
    known = column[~np.isnan(column)]
    found: dict[str, Any] = {"unknown": float(np.isnan(column).mean()) if len(column) else 1.0}
    if not len(known):
        return found | {"median": None, "values": [], "shares": []}
    found["median"] = float(np.median(known))
    found["quantiles"] = [float(f"{q:.6g}") for q in np.quantile(known, TWENTIETHS)]
    values, counts = np.unique(known, return_counts=True)
    if len(values) <= FEW:
        return found | {"values": values.tolist(), "shares": (counts / len(known)).tolist()}
    edges = np.unique(np.quantile(known, DECILES))
    counts, _ = np.histogram(known, edges)
    return found | {"edges": edges.tolist(), "shares": (counts / len(known)).tolist()}


def medians(spread: Reference) -> dict[str, float]:
    """The median of each feature that was ever known."""
    return {name: one["median"] for name, one in spread.items() if one["median"] is not None}
