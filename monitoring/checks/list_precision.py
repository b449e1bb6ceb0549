"""Of the listed households that were visited, how many were confirmed; against the half year before."""

import pandas as pd

from features.calendar import weeks_before
from features.text import Text
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.verified import verified
from monitoring.week import Week
from training.fairness import wilson

FELL = 0.5
FEW = 20
LATELY = 8  # weeks
LANES = {"rule": Text(zh="规则通道", en="Rule lane"), "model": Text(zh="模型通道", en="Model lane")}


def find(week: Week) -> list[Finding]:
    """One finding per lane."""
    rows = verified(week)
    recent = pd.to_datetime(rows["on"]) > pd.Timestamp(weeks_before(week.as_of, LATELY))
    return [_of(lane, rows[(rows["lane"] == lane) & recent], rows[(rows["lane"] == lane) & ~recent]) for lane in LANES]


def _of(lane: str, now: pd.DataFrame, before: pd.DataFrame) -> Finding:
    label, n = LANES[lane], len(now)
    if n < FEW:
        zh, en = f"{label.zh}：近8周只有{n}次走访回报", f"{label.en}: only {n} visits answered it in eight weeks"
        return not_estimable(lane, zh, en, n)
    share, (low, high) = float(now["confirmed"].mean()), wilson(float(now["confirmed"].sum()), n)
    earlier = wilson(float(before["confirmed"].sum()), len(before)) if len(before) >= FEW else None
    fell = earlier is not None and high < earlier[0] and share < FELL * float(before["confirmed"].mean())
    return Finding(
        key=lane,
        state=State.ALARM if fell else State.QUIET,
        words=Text(
            zh=f"{label.zh}：近8周走访{n}户，属实{share:.0%}（95%区间{low:.0%}–{high:.0%}）",
            en=f"{label.en}: {share:.0%} of {n} visited were confirmed (95 % interval {low:.0%}-{high:.0%})",
        ),
        value=share,
        n=n,
    )


CHECK = Check(
    concern=Concern.OUTCOMES,
    question=Text(zh="名单核实后属实的有多少？", en="How many on the list were confirmed?"),
    threshold=Threshold(
        value=FELL,
        measure=Text(
            zh="属实率低于此前半年的一半，且区间不相交", en="below half of the half year before, the intervals apart"
        ),
        source="Wilson intervals; half is what the county would notice without us",
    ),
    remedy=Text(zh="看走访回报的原因，比较新旧模型", en="read why visitors did not confirm; compare a challenger"),
    told=(Told.DATA_SCIENTIST, Told.COUNTY_STAFF),
    find=find,
)
