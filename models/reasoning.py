"""Reasons for every household of a date, so that whoever is assessed has at least one fact said of them."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from features.text import Text
from models.reasons import SLIGHT, Facts, Reason

INCOMES = ("net_income_per_head_12m", "income_per_equivalent_latest")
ABOUT_INCOME = Text(
    zh="人均年收入约{value:,.0f}元，当地监测范围为{line:,.0f}元",
    en="income per head about CNY {value:,.0f} a year; the monitoring line here is CNY {line:,.0f}",
)


def reasons(facts: Facts, risk: pd.DataFrame, index: Callable[[np.ndarray], pd.DataFrame]) -> list[list[Reason]]:
    """The reasons of each row, news first, by what raises the return risk.

    `risk`: contributions to the return risk. `index`: gives the contributions to the poverty index of
    the rows at the given positions; asked only for rows that the risk leaves without a reason.
    """
    strength = _aligned(facts, risk)
    found = [_raising(facts, row, strength[row]) for row in range(len(strength))]
    silent = np.array([row for row, some in enumerate(found) if not some], dtype="int64")
    if len(silent):
        # What pulls the index down has a negative contribution to it.
        pulling = -_aligned(facts, index(silent))
        for row, down in zip(silent, pulling, strict=True):
            found[row] = _fallback(facts, int(row), down, strength[row])
    return found


def uncertain(facts: Facts, unknown: np.ndarray, gain: np.ndarray, least: float = 0.01) -> list[list[str]]:
    """The features of each row that matter (share of gain at least `least`) but are unknown: to be asked."""
    names = np.array(facts.names, dtype=object)
    return [names[row & (gain >= least)].tolist() for row in unknown]


def _aligned(facts: Facts, contributions: pd.DataFrame) -> np.ndarray:
    return contributions.reindex(columns=facts.names).fillna(0.0).to_numpy()


def _raising(facts: Facts, row: int, strength: np.ndarray) -> list[Reason]:
    up = np.maximum(strength, 0.0)
    return facts.best(row, up, facts.sayable[row] & (up > SLIGHT * up.sum()))


def _fallback(facts: Facts, row: int, down: np.ndarray, strength: np.ndarray) -> list[Reason]:
    pulling = np.maximum(down, 0.0)
    found = facts.best(row, pulling, facts.sayable[row] & (pulling > 0))
    return found or _income_beside_line(facts, row) or _anything(facts, row, strength)


def _income_beside_line(facts: Facts, row: int) -> list[Reason]:
    for name in INCOMES:
        if name in facts.names and not np.isnan(value := facts.values[row, facts.names.index(name)]):
            numbers = {"value": value, "line": facts.lines[row]}
            words = Text(zh=ABOUT_INCOME.zh.format(**numbers), en=ABOUT_INCOME.en.format(**numbers))
            return [facts.reason(row, name, 0.0, words)]
    return []


def _anything(facts: Facts, row: int, strength: np.ndarray) -> list[Reason]:
    place = max(np.flatnonzero(facts.in_bounds[row]), key=lambda p: strength[p], default=None)
    return [] if place is None else [facts.reason(row, facts.names[int(place)], float(strength[place]))]
