"""Recorded incomes per head pile up just above the line: figures made to fit."""

import numpy as np

from features.department import Department
from features.text import Text
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.week import Week

MORE = 2.0
WIDTH = 0.05  # of the line
FEW = 30
FEATURE = "net_income_per_head_12m"  # in the models' units: 1 is the line


def find(week: Week) -> list[Finding]:
    """One finding: how many households stand just above the line for each just below."""
    now = heap(week.matrix[FEATURE].to_numpy())
    if now is None:
        return [not_estimable(FEATURE, "线附近的户太少", "too few households near the line")]
    last_year = week.matrix_a_year_ago
    then = None if last_year is None else heap(last_year[FEATURE].to_numpy())
    words = Text(
        zh=f"线上5%以内的户是线下5%的{now:.1f}倍" + ("" if then is None else f"，去年同期{then:.1f}倍"),
        en=f"{now:.1f} households within 5 % above the line for each within 5 % below"
        + ("" if then is None else f", {then:.1f} a year ago"),
    )
    loud = now >= MORE and (then is None or now >= MORE / 2 * then + 1)
    return [
        Finding(
            key=FEATURE,
            state=State.ALARM if loud and then is not None else State.NOTICE if loud else State.QUIET,
            words=words,
            value=now,
            department=Department.AGRICULTURE,
            table="incomes",
            features=(FEATURE,),
        )
    ]


def heap(relative: np.ndarray) -> float | None:
    """Households in [1, 1.05) of the line over those in [0.95, 1); None with too few of both.

    >>> heap(np.repeat([0.97, 1.02], [10, 40]))
    4.0
    """
    above = int(((relative >= 1) & (relative < 1 + WIDTH)).sum())
    below = int(((relative >= 1 - WIDTH) & (relative < 1)).sum())
    return None if above + below < FEW else above / max(below, 1)


CHECK = Check(
    concern=Concern.RECORDS,
    question=Text(zh="收入堆在监测线上方吗？", en="Are incomes heaped just above the line?"),
    threshold=Threshold(
        value=MORE,
        measure=Text(
            zh="线上5%户数与线下5%户数之比，且高于去年", en="households above over below, and more than last year"
        ),
        source="domain rules 0.7: recorded incomes of the poor pile up at the line of their year",
    ),
    remedy=Text(zh="抽查堆积的乡镇，请其重新核算", en="visit some of the townships where they pile up"),
    told=(Told.COUNTY_STAFF, Told.DATA_SCIENTIST),
    find=find,
)
