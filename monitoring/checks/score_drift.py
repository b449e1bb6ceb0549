"""What the model says of the county as a whole has moved against the same season of last year."""

import numpy as np
import pandas as pd

from features.text import Text
from models.reference import reference
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.moved import MUCH, SOURCE
from monitoring.spread import distance
from monitoring.week import Week

LABELS = {
    "poverty_index": Text(zh="贫困指数", en="Poverty index"),
    "return_risk": Text(zh="返贫风险", en="Return risk"),
}


def find(week: Week) -> list[Finding]:
    """One finding each for the index and the risk, both years said by the model in use."""
    then = week.scores_a_year_ago
    if then is None:
        return [not_estimable(n, "记录不足两年，无去年同期", "no season of last year on file") for n in LABELS]
    return [_of(name, week.scores[name], then[name]) for name in LABELS]


def _of(name: str, now: np.ndarray, then: np.ndarray) -> Finding:
    moved = distance(reference(pd.DataFrame({name: then}))[name], now)
    label = LABELS[name]
    if moved is None:
        return not_estimable(name, f"{label.zh}：户数太少", f"{label.en}: too few households", len(now))
    return Finding(
        key=name,
        state=State.ALARM if moved >= MUCH else State.QUIET,
        words=Text(
            zh=f"{label.zh}：去年同期均值{then.mean():.3g}，现在{now.mean():.3g}，PSI {moved:.2f}",
            en=f"{label.en}: mean {then.mean():.3g} last year, {now.mean():.3g} now, PSI {moved:.2f}",
        ),
        value=moved,
        n=len(now),
    )


CHECK = Check(
    concern=Concern.MODEL,
    question=Text(zh="模型对全县的判断变了吗？", en="Has what the model says of the county moved?"),
    threshold=Threshold(
        value=MUCH, measure=Text(zh="与去年同期的PSI", en="PSI against last year's season"), source=SOURCE
    ),
    remedy=Text(
        zh="对照特征与记录类检查找原因；未找到原因前谨慎使用风险数值",
        en="look for the reason among features and records; until it is found, read the risks with care",
    ),
    told=(Told.DATA_SCIENTIST,),
    find=find,
)
