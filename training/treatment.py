"""Help changes what is seen: who was listed was helped and did not fall. What can still be learnt from.

A household that was helped shows neither that it would have fallen nor that it would not: it is left out. The
others on the list then stand for it, each weighted by the inverse of its probability to be seen unhelped. Falls
that nobody looked for are found only in part; the random audits, whose probability of selection is known, say
in which part. Only the comparison in `benchmarks/feedback.py` uses these weights so far: retraining itself only
leaves out who was helped and did not fall.
"""

from dataclasses import dataclass

import numpy as np

MOST = 10.0  # a weight beyond this would let one household speak for a village
FEWEST = 5  # audited falls below which nothing is said of the share that is found


@dataclass(frozen=True)
class Seen:
    """What was found out about some rows, arrays of n: `outcome` 1.0 (found to have fallen) or 0.0.

    `listed` rows were visited because of the list, `audited` ones at random with `audit_probability`, `helped`
    ones got help before anything could be seen.
    """

    outcome: np.ndarray
    listed: np.ndarray
    audited: np.ndarray
    helped: np.ndarray
    audit_probability: float

    @property
    def kept(self) -> np.ndarray:
        """The rows that show what would have been: those without help."""
        return ~self.helped


def corrected(seen: Seen) -> tuple[np.ndarray, np.ndarray]:
    """(kept, weight): which rows to learn from and what each counts; without help and with full sight all count one.

    Help goes to who would fall, so unhelped *falls* of the list stand for the helped; falls outside it that were
    found without an audit stand for those that were not.
    """
    weight = np.ones(len(seen.outcome))
    fell = seen.outcome > 0
    unhelped = seen.listed & seen.kept & fell
    weight[unhelped] = _bounded(1 + float((seen.listed & seen.helped).sum()) / max(float(unhelped.sum()), 1.0))
    outside = ~seen.listed & ~seen.audited & fell
    weight[outside] = _bounded(1 / found_share(seen))
    return seen.kept, weight


def found_share(seen: Seen) -> float:
    """The share of the falls outside list and audit that were found all the same; 1 where the audits are too few.

    Each audited fall stands for 1 / probability falls in the whole.
    """
    audited = float((seen.audited & (seen.outcome > 0)).sum())
    if audited < FEWEST:
        return 1.0
    there = audited / seen.audit_probability * (1 - seen.audit_probability)
    found = float((~seen.listed & ~seen.audited & (seen.outcome > 0)).sum())
    return min(1.0, found / there)


def _bounded(weight: float) -> float:
    return min(MOST, max(1.0, weight))
