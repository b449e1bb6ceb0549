"""A feature has become unknown for many more households than when the model learnt and than last year."""

import numpy as np

from features.feature import features
from features.text import Text
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State
from monitoring.moved import sources
from monitoring.week import Week

MORE = 0.2
FEW = 100


def find(week: Week) -> list[Finding]:
    """One finding per feature that the model reads."""
    if len(week.matrix) < FEW:
        words = Text(zh="本周户数太少，无法判断", en="too few households this week to say")
        return [Finding(key="all", state=State.NOT_ESTIMABLE, words=words, n=len(week.matrix))]
    return [_of(week, name) for name in week.reference if name in week.matrix]


def _of(week: Week, name: str) -> Finding:
    now = float(np.isnan(week.matrix[name]).mean())
    learnt = float(week.reference[name]["unknown"])
    last_year = None if week.reference_a_year_ago is None else float(week.reference_a_year_ago[name]["unknown"])
    more = now - (learnt if last_year is None else max(learnt, last_year))
    feature = features()[name]
    alone = now >= 1.0 - 1e-9 and learnt < 1.0 - 1e-9
    label = feature.label
    return Finding(
        key=name,
        state=State.ALARM if more >= MORE or (alone and more > 0) else State.QUIET,
        words=Text(
            zh=f"{label.zh}：{now:.0%}的户未知，训练时{learnt:.0%}",
            en=f"{label.en}: unknown for {now:.0%} of the households, {learnt:.0%} when the model learnt",
        ),
        value=more,
        n=len(week.matrix),
        department=feature.department,
        table=sources(feature)[0],
        features=(name,),
    )


CHECK = Check(
    concern=Concern.FEATURES,
    question=Text(zh="哪些特征变成了未知？", en="Which features have become unknown?"),
    threshold=Threshold(
        value=MORE,
        measure=Text(
            zh="未知比例超出训练时与去年同期的幅度", en="share unknown, above that of training and of last year"
        ),
        source="a fifth of the households is more than any single township of the counties we know",
    ),
    remedy=Text(
        zh="联系该部门补送；未恢复前这些户的风险主要由其他特征得出",
        en="have the department send what is missing; until then the risk rests on the other features",
    ),
    told=(Told.DEPARTMENT, Told.DATA_SCIENTIST),
    find=find,
)
