"""Thins what teaches: rare falls are all kept, of the many rows without one a drawn part stands for the rest.

The drawn rows weigh more by what was left out, so that every weighted sum, and with it every probability that is
learnt, stays what it was in expectation; no intercept has to be corrected afterwards. (Case-control sampling with
inverse-probability weights: King and Zeng, Logistic Regression in Rare Events Data, 2001, section 3.)
"""

import numpy as np
import pandas as pd

CONTROLS_PER_CASE = 25  # more add little: the falls are what is scarce
FEWEST_ROWS = 60_000  # a small county is not thinned
MOST_ROWS = 400_000  # what a lesson may hold of one kind of row: beyond, rows cost memory and teach nothing more
MOST_INDEX_ROWS = 100_000  # assessments are no rare event; months of one household say nearly the same


def cases_and_controls(rows: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """`rows` (with `outcome` 1/0) thinned, in their order; `weight` is that of the rows, if any, times the draw's.

    All falls are kept, even where they are more than MOST_ROWS, and then as many others.
    """
    falls = (rows["outcome"] > 0.5).to_numpy()
    cases = int(falls.sum())
    wanted = max(CONTROLS_PER_CASE * cases, FEWEST_ROWS - cases)
    return _thinned(rows, ~falls, min(wanted, max(MOST_ROWS - cases, cases)), seed)


def at_most(rows: pd.DataFrame, wanted: int = MOST_INDEX_ROWS, seed: int = 0) -> pd.DataFrame:
    """A drawn part of `rows`, in their order, with `weight`."""
    return _thinned(rows, np.ones(len(rows), dtype=bool), wanted, seed)


def _thinned(rows: pd.DataFrame, thin: np.ndarray, wanted: int, seed: int) -> pd.DataFrame:
    """All rows outside `thin`, and `wanted` drawn ones of those inside, which stand for the others."""
    inside = np.flatnonzero(thin)
    counted = rows["weight"].to_numpy() if "weight" in rows else np.ones(len(rows))
    if len(inside) <= wanted:
        return rows.assign(weight=counted)
    kept = np.random.default_rng(seed).choice(inside, wanted, replace=False)
    weight = np.where(thin, 0.0, 1.0)
    weight[kept] = len(inside) / wanted
    return rows.assign(weight=weight * counted)[weight > 0]
