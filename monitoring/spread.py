"""How far two spreads of one feature lie apart: effect sizes, which do not grow with the number of households."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.stats import mannwhitneyu

from models.reference import TWENTIETHS

Spread = Mapping[str, Any]  # one entry of `models.reference.Reference`
LEAST_ROWS = 100  # with fewer known values in the current rows a spread says nothing
COUNTED, PAIRS = 20, 20_000  # rows of the smaller side, and pairs of rows, up to which every order is counted
SMOOTHED = 0.5  # rows added to every part, so that an empty one does not make the distance endless


def shares(spread: Spread, column: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The shares of the reference and of the known values of `column` (n,), part by part.

    Values beyond the outermost edges fall into the outermost parts; values that the reference never had
    make one part more.
    """
    known = column[~np.isnan(column)]
    if "edges" in spread:
        edges = np.asarray(spread["edges"], dtype="float64")
        counts = np.bincount(_part(edges, known), minlength=len(edges) - 1)
    else:
        values = np.asarray(spread["values"], dtype="float64")
        place = np.clip(np.searchsorted(values, known), 0, max(len(values) - 1, 0))
        new = values[place] != known if len(values) else np.ones(len(known), dtype=bool)
        counts = np.bincount(np.where(new, len(values), place), minlength=len(values) + 1)
    before = np.asarray(spread["shares"], dtype="float64")
    before = np.append(before, 0.0) if len(before) < len(counts) else before
    return _smoothed(before * len(known)), _smoothed(counts.astype("float64"))


def _part(edges: np.ndarray, known: np.ndarray) -> np.ndarray:
    return np.clip(np.searchsorted(edges, known, side="right") - 1, 0, max(len(edges) - 2, 0))


def _smoothed(counts: np.ndarray) -> np.ndarray:
    return (counts + SMOOTHED) / (counts + SMOOTHED).sum()


def psi(reference: np.ndarray, current: np.ndarray) -> float:
    """Population stability index of two arrays of shares: 0 alike, 0.1 moved a little, 0.25 moved much.

    >>> round(psi(np.array([0.5, 0.5]), np.array([0.5, 0.5])), 3)
    0.0
    >>> round(psi(np.array([0.5, 0.5]), np.array([0.8, 0.2])), 3)
    0.416
    """
    return float(np.sum((current - reference) * np.log(current / reference)))


def jensen_shannon(reference: np.ndarray, current: np.ndarray) -> float:
    """Jensen-Shannon distance of two arrays of shares, base 2: 0 alike, 1 with nothing in common.

    >>> jensen_shannon(np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    1.0
    """
    middle = (reference + current) / 2
    return float(np.sqrt((_divergence(reference, middle) + _divergence(current, middle)) / 2))


def _divergence(one: np.ndarray, other: np.ndarray) -> float:
    there = one > 0
    return float(np.sum(one[there] * np.log2(one[there] / other[there])))


def distance(spread: Spread, column: np.ndarray) -> float | None:
    """The PSI of `column` (n,) against a reference spread; None with fewer than `LEAST_ROWS` known values."""
    if not spread["shares"] or int((~np.isnan(column)).sum()) < LEAST_ROWS:
        return None
    return psi(*shares(spread, column))


def superiority(reference: np.ndarray, current: np.ndarray) -> float:
    """Cliff's delta: how much more often a current value is the larger one of a pair than the smaller, -1 to 1.

    Needs no parts, so it also speaks of a dozen rows. By Romano et al. (2006) 0.474 and more is large.

    >>> superiority(np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0])), superiority(np.ones(4), np.ones(3))
    (1.0, 0.0)
    """
    ordered = np.sort(reference)
    below = np.searchsorted(ordered, current, side="left")
    above = len(ordered) - np.searchsorted(ordered, current, side="right")
    return float((below - above).mean() / len(ordered))


def chance_of_superiority(reference: np.ndarray, current: np.ndarray) -> float:
    """How probable so large a Cliff's delta, up or down, is between alike rows (Mann and Whitney 1947), 0 to 1.

    With few rows on either side every order is counted, for the normal law overstates what is rare; of many on
    both it will do. Rows that are equal are counted as if they could be told apart: that errs on the quiet side.

    >>> round(chance_of_superiority(np.arange(5.0), np.array([7.0, 8.0])), 4)  # 2 of 21 orders
    0.0952
    """
    few = min(len(current), len(reference)) <= COUNTED and len(current) * len(reference) <= PAIRS
    method = "exact" if few else "asymptotic"
    return float(mannwhitneyu(current, reference, method=method).pvalue)


def shift(spread: Spread, column: np.ndarray) -> float | None:
    """How far the known values of `column` (n,) moved, in standard deviations of the reference (Wasserstein-1).

    A stability index counts how many households changed part, not how far: a pension that rises by 4 % moves
    every pensioner into the next part. This counts how far. None where either side is unknown, or for a
    model so old that its papers hold no quantiles.
    """
    if "quantiles" not in spread or np.isnan(column).all():
        return None
    before = np.asarray(spread["quantiles"], dtype="float64")
    now = np.quantile(column[~np.isnan(column)], TWENTIETHS)
    deviation = float(before.std()) or float(np.abs(before).mean()) or 1.0
    return float(np.abs(now - before).mean()) / deviation
