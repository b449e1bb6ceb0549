"""Whether enough is known of a household to assess it. Unknown is not safe: it gets a lane of its own.

A household's records are insufficient when

- the features that are unknown carry more than `MOST_UNKNOWN` of what the return risk rests on: its gain in
  fitting, each feature counted by the share of households for whom it was known then (what is unknown
  for most, such as the year in which a household that was never poor was lifted out, is no gap), or
- its income has not been heard of for more than `STALE_DAYS` days, where incomes usually are, or
- nobody has sent any record about it in the `SILENT_MONTHS` months before the date.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from features.calendar import months_before
from features.feature import features
from features.table import Subject, table
from models.alert import tables_behind
from models.reference import Reference
from models.return_risk import ReturnRisk
from models.trees import gains

MOST_UNKNOWN = 0.35
STALE_DAYS = 183
SILENT_MONTHS = 12
MATTERS = 0.02  # a table is named as missing when its unknown features carry at least so much
INCOMES = "incomes"
AGE_OF_INCOME = "income_last_known_days"
# Registers that exist for every household prove nothing about how it lives now.
REGISTERS = frozenset({"households", "members", "areas", "area_events"})


@dataclass(frozen=True)
class Sufficiency:
    """Per row: whether enough is known, and the names of the tables whose records are missing."""

    sufficient: np.ndarray
    missing: list[list[str]]


def sufficiency(risk: ReturnRisk, vectors: pd.DataFrame, matrix: pd.DataFrame, usual: Reference) -> Sufficiency:
    """Judge each row of `vectors` (people's units, with evidence) and its `matrix` (models' units).

    `usual`: how the features were spread at training (`models.reference`).
    """
    weight = importance(risk, usual)
    unknown = matrix.reindex(columns=list(risk.names)).isna()
    too_little = unknown.to_numpy() @ weight.to_numpy() > MOST_UNKNOWN
    stale, silent = _stale(vectors, usual), _silent(vectors)
    missing: list[list[str]] = [[] for _ in range(len(vectors))]
    for row in np.flatnonzero(silent):
        missing[row] = _sent_late(vectors)
    for row in np.flatnonzero(stale):
        missing[row] = [INCOMES]
    for row, tables_ in zip(np.flatnonzero(too_little), _lacking(unknown[too_little], weight), strict=True):
        missing[row] = tables_
    sufficient = ~(too_little | stale | silent)
    return Sufficiency(sufficient, missing)


def importance(risk: ReturnRisk, usual: Reference) -> pd.Series:
    """What each of the risk's features weighs when it is unknown; sums to 1."""
    gain = pd.Series(gains(risk.booster)).reindex(list(risk.names)).fillna(0.0)
    weight = gain * [1.0 - usual.get(n, {}).get("unknown", 0.0) for n in gain.index]
    return weight / (weight.sum() or 1.0)


def _stale(vectors: pd.DataFrame, usual: Reference) -> np.ndarray:
    """Whether the income on file is too old, where a source usually has it."""
    if AGE_OF_INCOME not in vectors or usual.get(AGE_OF_INCOME, {}).get("unknown", 1.0) > 0.5:
        return np.zeros(len(vectors), dtype=bool)
    age = vectors[AGE_OF_INCOME].to_numpy(dtype="float64")
    return np.isnan(age) | (age > STALE_DAYS)


def _lacking(unknown: pd.DataFrame, weight: pd.Series) -> list[list[str]]:
    """The tables whose unknown features carry too much of the weight, per row."""
    behind = {name: tables_behind(features()[name]) for name in unknown.columns}
    names = sorted({t for some in behind.values() for t in some})
    lost = unknown.to_numpy() * weight.to_numpy()
    share = {t: lost[:, [t in behind[n] for n in unknown.columns]].sum(axis=1) for t in names}
    return [[t for t in names if share[t][row] >= MATTERS] for row in range(len(unknown))]


def _silent(vectors: pd.DataFrame) -> np.ndarray:
    """Whether no department has sent a record about the household itself in the past year."""
    heard = [pd.to_datetime(vectors[f"{t}__known_on"]) for t in _sent_late(vectors)]
    if not heard:
        return np.zeros(len(vectors), dtype=bool)
    last = pd.concat(heard, axis=1).max(axis=1)
    days = pd.to_datetime(vectors["as_of"])
    since = days.map({d: pd.Timestamp(months_before(d.date(), SILENT_MONTHS)) for d in days.unique()})
    return (last.isna() | (last <= since)).to_numpy()


def _sent_late(vectors: pd.DataFrame) -> list[str]:
    """The tables, registers left out, whose evidence the vectors carry."""
    found = [c.removesuffix("__known_on") for c in vectors.columns if c.endswith("__known_on")]
    return [t for t in found if t not in REGISTERS and table(t).subject is not Subject.AREA]
