"""Today's practice as a ranking: how many guarantees and department thresholds a household breaches.

The alerts of the rule lane say the same in words; this is their count as one number, computed from the models'
matrix so that it can be compared row by row with the models. Thresholds in money are taken as multiples of the
national line of the day the line began (the departments' document is undated).
"""

from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from features.errors import MissingStandardError
from features.standard import LINE, Standards

# A breach is a value of at least so much (the unit of the feature).
AT_LEAST = {
    "housing_grade_latest": 3.0,  # C or D
    "dropouts_compulsory_age": 1.0,
    "water_unsafe": 1.0,
    "water_cut_off": 1.0,
    "members_uninsured": 1.0,
    "jobs_lost_half_year": 1.0,
    "months_without_wage_3m": 3.0,
    "disasters_12m": 1.0,
    "house_damaged_12m": 1.0,
    "major_illness_new_12m": 1.0,
    "deaths_past_year": 1.0,
    "wage_arrears_open": 1.0,
}
MONEY = {
    "medical_out_of_pocket_12m": ("self_paid_threshold", "other"),
    "school_fees_12m": ("school_fees_threshold", ""),
}
FORMERLY_POOR = ("formerly_poor", "self_paid_threshold", "medical_out_of_pocket_12m")


def severity(matrix: pd.DataFrame) -> np.ndarray:
    """How many thresholds a row breaches, and below one how near its money comes to the next."""
    breached = np.zeros(len(matrix))
    for name, least in AT_LEAST.items():
        breached += _column(matrix, name) >= least
    for name in MONEY:
        times = _column(matrix, name) / _thresholds(matrix, name)
        breached += np.where(np.nan_to_num(times) >= 1, 1.0, 0.0) + 0.1 * np.clip(np.nan_to_num(times), 0, 4)
    return breached


def _column(matrix: pd.DataFrame, name: str) -> np.ndarray:
    return matrix[name].to_numpy(dtype="float64") if name in matrix else np.full(len(matrix), np.nan)


def _thresholds(matrix: pd.DataFrame, name: str) -> np.ndarray:
    usual = in_lines(*MONEY[name])
    if name != FORMERLY_POOR[2]:
        return np.full(len(matrix), usual)
    return np.where(_column(matrix, FORMERLY_POOR[0]) == 1, in_lines(FORMERLY_POOR[1], FORMERLY_POOR[0]), usual)


@cache
def in_lines(standard: str, key: str) -> float:
    """A threshold in CNY as a multiple of the national line when that line began."""
    standards = Standards.load()
    began = max(_first_on(standards, LINE), _first_on(standards, standard))
    line = standards.amount(LINE, "", _first_on(standards, LINE))
    return standards.amount(standard, "", began, key) / line


def _first_on(standards: Standards, name: str) -> date:
    """The day from which the whole country has a figure."""
    days = [f.first_on for s in standards if s.name == name for f in s.figures if not f.area]
    if not days:
        raise MissingStandardError(f"no {name} for the whole country: add a dated figure to {name}.toml")
    return min(days)
