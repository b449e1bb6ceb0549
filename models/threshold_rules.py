"""Today's practice as a ranking: how many guarantees and department thresholds a household breaches.

The alerts of the rule lane say the same in words; this is their count as one number, computed from the models'
matrix so that it can be compared row by row with the models. Thresholds in money are taken as multiples of the
national line of the day the line began (the departments' document is undated).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from features.condition import bound
from features.errors import MissingStandardError
from features.standard import LINE, Standards
from models.alert import Alert, alerts

# The alerts that departments send by a threshold of one fact today, counted one each.
COUNTED = (
    "house_dangerous",
    "dropout_of_compulsory_age",
    "water_unsafe",
    "water_cut_off",
    "member_uninsured",
    "job_lost",
    "months_without_wage",
    "disaster_loss",
    "house_damaged",
    "major_illness_new",
    "member_died",
    "wage_arrears",
)
MONEY = ("self_paid_cost_large", "school_fees_large")  # counted as well, and how near the money comes
FORMERLY_POOR, OTHER = "formerly_poor", "other"


@dataclass(frozen=True)
class AtLeast:
    """An alert's threshold of the fact it is about."""

    feature: str
    operator: str
    figure: float

    def reaches(self, values: Sequence[float] | np.ndarray) -> np.ndarray:
        """Which values breach it; unknown never does."""
        known = np.asarray(values, dtype="float64")
        return known >= self.figure if self.operator == ">=" else known > self.figure


@cache
def thresholds() -> Mapping[str, AtLeast]:
    """The thresholds counted, by alert."""
    return {name: _threshold(alerts()[name]) for name in COUNTED}


def _threshold(alert: Alert) -> AtLeast:
    feature = alert.of[0]
    operator, figure = bound(alert.condition, feature)
    if isinstance(figure, str):
        named = alert.standards[figure]
        figure = _for_the_country(named.standard, named.key)
    return AtLeast(feature, operator, figure)


def severity(matrix: pd.DataFrame) -> np.ndarray:
    """How many thresholds a row breaches, and below one how near its money comes to the next."""
    breached = np.zeros(len(matrix))
    for threshold in thresholds().values():
        breached += threshold.reaches(_column(matrix, threshold.feature))
    for name in MONEY:
        times = np.nan_to_num(_column(matrix, alerts()[name].of[0]) / _money(matrix, alerts()[name]))
        breached += np.where(times >= 1, 1.0, 0.0) + 0.1 * np.clip(times, 0, 4)
    return breached


def _column(matrix: pd.DataFrame, name: str) -> np.ndarray:
    return matrix[name].to_numpy(dtype="float64") if name in matrix else np.full(len(matrix), np.nan)


def _money(matrix: pd.DataFrame, alert: Alert) -> np.ndarray:
    """The alert's threshold for every row, in lines."""
    (asked,) = alert.standards.values()
    if not asked.by_formerly_poor:
        return np.full(len(matrix), in_lines(asked.standard, asked.key))
    formerly = _column(matrix, FORMERLY_POOR) == 1
    return np.where(formerly, in_lines(asked.standard, FORMERLY_POOR), in_lines(asked.standard, OTHER))


@cache
def in_lines(standard: str, key: str) -> float:
    """A threshold in CNY as a multiple of the national line when that line began."""
    standards = Standards.load()
    began = max(_first_on(standards, LINE), _first_on(standards, standard))
    line = standards.amount(LINE, "", _first_on(standards, LINE))
    return standards.amount(standard, "", began, key) / line


def _for_the_country(standard: str, key: str) -> float:
    """A figure of the whole country when it began."""
    standards = Standards.load()
    return standards.amount(standard, "", _first_on(standards, standard), key)


def _first_on(standards: Standards, name: str) -> date:
    """The day from which the whole country has a figure."""
    days = [f.first_on for s in standards if s.name == name for f in s.figures if not f.area]
    if not days:
        raise MissingStandardError(f"no {name} for the whole country: add a dated figure to {name}.toml")
    return min(days)
