"""Values that the feature's own declaration calls impossible."""

import pandas as pd

from features.feature import Feature, features
from features.text import Text
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State
from monitoring.moved import sources
from monitoring.week import Week

SHARE = 0.002
FEW = 5


def find(week: Week) -> list[Finding]:
    """One finding per feature, of every household, some thousands of which are held at a time."""
    low, high = (pd.Series({n: f.valid_range[side] for n, f in features().items()}) for side in (0, 1))
    known, outside = (pd.Series(0, low.index) for _ in range(2))
    there: set[str] = set()
    for piece in week.vectors.pieces(week.as_of, low.index):
        there |= set(piece.columns)
        every = piece.reindex(columns=low.index)
        known += every.count()
        outside += ((every < low) | (every > high)).sum()
    return [_of(name, int(known[name]), int(outside[name])) for name in features() if name in there]


def _of(name: str, known: int, outside: int) -> Finding:
    feature = features()[name]
    share = outside / known if known else 0.0
    state = State.ALARM if outside >= FEW and share >= SHARE else State.NOTICE if outside else State.QUIET
    return Finding(
        key=name,
        state=state if known else State.NOT_ESTIMABLE,
        words=_words(feature, outside, known),
        value=share,
        n=known,
        department=feature.department,
        table=sources(feature)[0],
        features=(name,),
    )


def _words(feature: Feature, outside: int, known: int) -> Text:
    label, (low, high) = feature.label, feature.valid_range
    return Text(
        zh=f"{label.zh}：{known}户中{outside}户不在{low:g}至{high:g}之间",
        en=f"{label.en}: {outside} of {known} households lie outside {low:g} to {high:g}",
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
