"""The lanes of the weekly list: who stands in which, and in what order.

The *rule lane* holds every household with a standing alert. It is never capped and takes no seat from
the model lane, because guarantees are a duty and the model's seats are what is left to choose: a
township's list may be longer than its visits, and the order says who comes first. The *model lane*
goes by return risk and is capped by each township's capacity. The *audit slice* is a small random
draw among the rest. Whoever cannot be assessed stands in the *insufficient* lane.
"""

import hashlib
import math

import numpy as np
import pandas as pd

LANES = ("rule", "model", "audit", "insufficient")
AUDIT_SHARE = 0.05  # of the county's capacity, at least one household
RISK_DIGITS = 9  # below that, differences are noise of the machine: a tie


def seed_of(*parts: str) -> int:
    """A seed out of what the list is made from (the week, the households, the model), the same for ever.

    >>> seed_of("2026-W47", "a") == seed_of("2026-W47", "a") != seed_of("2026-W48", "a")
    True
    """
    return int(hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12], 16)


def lots(households: pd.Series, seed: int, purpose: str) -> pd.Series:
    """A number in [0, 1) per household, drawn from seed, purpose and pseudonym alone.

    It depends neither on the alphabet, nor on the order of the rows, nor on who else there is, so a
    village's chance grows only with its households.
    """
    prefix = f"{seed}/{purpose}/"
    numbers = [int(hashlib.sha256((prefix + h).encode()).hexdigest()[:13], 16) / 16**13 for h in households]
    return pd.Series(numbers, households.index, dtype="float64")


def by_risk(assessments: pd.DataFrame, seed: int) -> pd.DataFrame:
    """`assessments` ordered by township, then risk (highest first), ties by lot; column `position` from 1."""
    keyed = assessments.assign(_risk=-assessments["return_risk"].round(RISK_DIGITS))
    keyed["_lot"] = lots(keyed["household_id"], seed, "tie")
    ordered = keyed.sort_values(["township_code", "_risk", "_lot"], kind="stable")
    ordered["position"] = ordered.groupby("township_code").cumcount() + 1
    return ordered.drop(columns=["_risk", "_lot"])


def model_seats(capacity: pd.DataFrame) -> pd.Series:
    """Seats of the model lane by township: its capacity less the audit's whole share of it.

    A township of fewer than twenty visits gives none: its rare audit comes on top.
    """
    visits = capacity.set_index("township_code")["visits"]
    return visits - (AUDIT_SHARE * visits).map(math.floor)


def _expected_audits(visits: pd.Series, size: pd.Series) -> pd.Series:
    """How many audits a township gets on average: in proportion to capacity where there is anybody to draw.

    Together a whole number, one in twenty of the county's visits and at least one, unless the pools are smaller.
    """
    able = visits.where(size > 0, 0)
    total = float(able.sum())
    if total == 0:
        return able.astype("float64")
    return (able * (max(1, round(AUDIT_SHARE * float(visits.sum()))) / total)).clip(upper=size)


def audit_slice(pool: pd.DataFrame, capacity: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The audit's draw: `pool` with `selection_probability` and `drawn`.

    The number drawn in a township is its share of the audits, rounded up or down by one random start
    for the county (systematic sampling), so that small townships have a chance as well; inside the
    township every household has the same one. The probabilities add up to the number of audits,
    as long as every township's pool holds that many.
    """
    visits = capacity.set_index("township_code")["visits"].sort_index()
    size = pool.groupby("township_code").size().reindex(visits.index, fill_value=0)
    expected = _expected_audits(visits, size)
    numbers = _rounded(expected, seed)
    drawn = pool.assign(_lot=lots(pool["household_id"], seed, "audit")).sort_values("_lot", kind="stable")
    turn = drawn.groupby("township_code").cumcount() + 1
    drawn["drawn"] = turn <= drawn["township_code"].map(numbers).fillna(0)
    drawn["selection_probability"] = drawn["township_code"].map(expected / size.where(size > 0)).fillna(0.0)
    return drawn.drop(columns="_lot").reindex(pool.index)


def _rounded(expected: pd.Series, seed: int) -> pd.Series:
    """Whole numbers with these expectations: where the running total passes start, start + 1, …"""
    start = np.random.default_rng(seed).random()
    total = np.round(np.concatenate([[0.0], np.cumsum(expected.to_numpy())]), 9)
    return pd.Series(np.diff(np.floor(total + start)), expected.index).astype("int64")
