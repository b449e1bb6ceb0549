"""Values that the feature's own declaration calls impossible."""

import pandas as pd

from features.feature import features
from features.text import Text
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State
from monitoring.moved import sources
from monitoring.week import Week

SHARE = 0.002
FEW = 5


def find(week: Week) -> list[Finding]:
    """One finding per feature; a column is read after the other."""
    read = (week.vectors.read([week.as_of], [name]) for name in features())
    return [_of(name, column[name].dropna()) for name, column in zip(features(), read, strict=True) if name in column]


def _of(name: str, known: pd.Series) -> Finding:
    feature = features()[name]
    low, high = feature.valid_range
    outside = int(((known < low) | (known > high)).sum())
    share = outside / len(known) if len(known) else 0.0
    state = State.ALARM if outside >= FEW and share >= SHARE else State.NOTICE if outside else State.QUIET
    return Finding(
        key=name,
        state=state if len(known) else State.NOT_ESTIMABLE,
        words=_words(feature.label, outside, known, low, high),
        value=share,
        n=len(known),
        department=feature.department,
        table=sources(feature)[0],
        features=(name,),
    )


def _words(label: Text, outside: int, known: pd.Series, low: float, high: float) -> Text:
    return Text(
        zh=f"{label.zh}：{len(known)}户中{outside}户不在{low:g}至{high:g}之间",
        en=f"{label.en}: {outside} of {len(known)} households lie outside {low:g} to {high:g}",
    )


CHECK = Check(
    concern=Concern.FEATURES,
    question=Text(zh="有不可能的数值吗？", en="Are there impossible values?"),
    threshold=Threshold(
        value=SHARE,
        measure=Text(
            zh="超出声明范围的户的比例（至少5户）", en="share of households outside the declared range, 5 at least"
        ),
        source="the ranges of the features' declarations; two in a thousand is more than slips of the hand",
    ),
    remedy=Text(zh="请部门更正原始记录", en="have the department correct its records"),
    told=(Told.DEPARTMENT,),
    find=find,
)
