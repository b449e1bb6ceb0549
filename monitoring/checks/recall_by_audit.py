"""How many of the households that a visit would confirm stand on the list: the random audits say what it missed."""

import pandas as pd

from features.text import Text
from monitoring.check import Check, Concern, Every, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.verified import recall, recall_interval, verified
from monitoring.week import Week

LEAST = 0.5
FEW = 30  # audits that answered


def find(week: Week) -> list[Finding]:
    """One finding."""
    rows = verified(week)
    audits = rows[rows["lane"] == "audit"]
    if len(audits) < FEW:
        zh, en = f"半年内随机抽查回报{len(audits)}户，太少", f"only {len(audits)} random audits answered in half a year"
        return [not_estimable("recall", zh, en, len(audits))]
    sizes = _sizes(week, sorted(rows["week"].unique()))
    value = recall(rows, sizes)
    if value is None:
        return [not_estimable("recall", "走访中无一属实", "no visit confirmed anything", len(rows))]
    low, high = recall_interval(rows, sizes)
    words = Text(
        zh=f"应查实的户中名单覆盖约{value:.0%}（95%区间{low:.0%}–{high:.0%}），依据{len(audits)}户随机抽查",
        en=f"the list holds {value:.0%} of those a visit would confirm (95 % interval {low:.0%}-{high:.0%}), "
        f"by {len(audits)} random audits",
    )
    state = State.ALARM if high < LEAST else State.QUIET
    return [Finding(key="recall", state=state, words=words, value=value, n=len(audits))]


def _sizes(week: Week, names: list[str]) -> pd.Series:
    """The mean number of households in each lane; for the audits, how many they stand for."""
    parts = []
    for name in names:
        one = week.list_of(name, ["lane", "selection_probability"])
        reached = one[one["selection_probability"] > 0]
        parts.append((1 / reached["selection_probability"]).groupby(reached["lane"]).sum())
    return pd.concat(parts, axis=1).fillna(0).mean(axis=1)


CHECK = Check(
    concern=Concern.OUTCOMES,
    question=Text(zh="名单漏了多少？", en="How much does the list miss?"),
    threshold=Threshold(
        value=LEAST,
        measure=Text(zh="召回率95%区间上限", en="upper end of the recall's 95 % interval"),
        source="inverse-probability weighting of the random audit slice (Horvitz and Thompson 1952)",
    ),
    remedy=Text(
        zh="增加走访能力或重新训练；看抽查查实户的原因",
        en="more visits, or a challenger; read what the audits found",
    ),
    told=(Told.DATA_SCIENTIST, Told.COUNTY_STAFF),
    every=Every.MONTH,
    find=find,
)
