"""Falls that happened over falls that were foretold, in the weeks whose horizon is over."""

import pandas as pd
from scipy.stats import chi2

from features.text import Text
from monitoring.check import Check, Concern, Every, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.settled import settled
from monitoring.week import Week

OFF = 1.5
FEW = 10  # falls, happened or foretold
GROUPS = {
    "return": Text(zh="返贫（脱贫户）", en="Return (formerly poor)"),
    "entry": Text(zh="致贫（一般农户）", en="Entry (other households)"),
}


def find(week: Week) -> list[Finding]:
    """One finding per group."""
    rows = settled(week)
    return [_of(g, rows[rows["group"] == g] if len(rows) else rows) for g in GROUPS]


def _of(group: str, rows: pd.DataFrame) -> Finding:
    label = GROUPS[group]
    if rows.empty:
        return not_estimable(group, f"{label.zh}：尚无结果成熟的周", f"{label.en}: no week's outcomes are settled yet")
    fell, said = float(rows["outcome"].sum()), float(rows["return_risk"].sum())
    if max(fell, said) < FEW:
        zh = f"{label.zh}：只有{fell:.0f}户次致贫返贫，预期{said:.0f}"
        en = f"{label.en}: only {fell:.0f} falls, {said:.0f} foretold"
        return not_estimable(group, zh, en, len(rows))
    low, high = (bound / said for bound in _interval(fell))
    off = high < 1 / OFF or low > OFF
    return Finding(
        key=group,
        state=State.ALARM if off else State.QUIET,
        words=Text(
            zh=f"{label.zh}：实际{fell:.0f}，预期{said:.0f}，比值{fell / said:.2f}（95%区间{low:.2f}–{high:.2f}）",
            en=f"{label.en}: {fell:.0f} falls, {said:.0f} foretold, ratio {fell / said:.2f} ({low:.2f}-{high:.2f})",
        ),
        value=max(fell / said, said / max(fell, 1)),
        n=len(rows),
    )


def _interval(count: float) -> tuple[float, float]:
    """The exact 95 % interval of a Poisson count.

    >>> [round(x, 1) for x in _interval(10)]
    [4.8, 18.4]
    """
    low = 0.0 if count <= 0 else float(chi2.ppf(0.025, 2 * count)) / 2
    return low, float(chi2.ppf(0.975, 2 * count + 2)) / 2


CHECK = Check(
    concern=Concern.OUTCOMES,
    question=Text(zh="说的概率兑现了吗？", en="Did the probabilities come true?"),
    threshold=Threshold(
        value=OFF,
        measure=Text(
            zh="实际与预期之比的95%区间整个在1.5倍（或其倒数）以外",
            en="the whole 95 % interval of observed over expected beyond 1.5 times or its inverse",
        ),
        source="a half more or less changes which township gets the visits",
    ),
    remedy=Text(zh="重新校准或重新训练", en="calibrate again, or retrain"),
    told=(Told.DATA_SCIENTIST,),
    every=Every.MONTH,
    find=find,
)
