"""The latest events on file are unlike those of the year before: a rule, a price or a practice has changed.

Features look back for months, so a change reaches them slowly; the events of the last fortnight show it at
once. Each amount, and each part's share of a bill, is compared with equally prompt events of the year before
and of last year's season.
"""

from collections.abc import Mapping

import pandas as pd

from features.table import table
from features.text import Text
from monitoring.arriving import LEAST_ROWS, Compared, Measure, Split, by_event, compared, measured, recent_rows, watched
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.event import explaining
from monitoring.finding import Finding, State
from monitoring.spread import chance_of_superiority, superiority
from monitoring.week import Week

LARGE = 0.474
DAYS = (14, 28)
BEYOND_CHANCE = 4.9  # standard errors: once in a million comparisons, of which a year makes some thousands


def find(week: Week) -> list[Finding]:
    """One finding per measure that the last fortnight's events give often enough."""
    found = []
    for name in watched():
        rows = recent_rows(week, name)
        splits = {days: by_event(rows, week.as_of, days) for days in DAYS}
        found += [one for m, v in measured(name, rows) if (one := _latest(week, m, v, splits)) is not None]
    return found


def _latest(week: Week, measure: Measure, values: pd.Series, splits: Mapping[int, Split]) -> Finding | None:
    """By the last fortnight or the last four weeks, whichever says more."""
    sides = {days: compared(values, split) for days, split in splits.items()}
    enough = {d: c for d, c in sides.items() if min(len(c.now), len(c.before)) >= LEAST_ROWS}
    if not enough:
        return None
    days = max(enough, key=lambda d: abs(_effect(enough[d])) / _beyond(enough[d]))
    return _of(week, measure, enough[days], days)


def _effect(sides: Compared) -> float:
    return superiority(sides.before, sides.now)


def _beyond(sides: Compared) -> float:
    """From where on an effect is large and beyond chance."""
    return max(LARGE, BEYOND_CHANCE * chance_of_superiority(len(sides.before), len(sides.now)))


def _of(week: Week, measure: Measure, sides: Compared, days: int) -> Finding:
    moved = _effect(sides)
    seasonal = len(sides.last_year) >= LEAST_ROWS and abs(superiority(sides.last_year, sides.now)) < LARGE
    event = explaining(week.as_of, measure.table)
    because = Text(zh="与去年同期相近", en="as in last year's season") if seasonal else event.label if event else None
    state = State.QUIET
    if abs(moved) >= _beyond(sides):
        state = State.EXPLAINED if because else State.ALARM
    return Finding(
        key=measure.key,
        state=state,
        words=_words(measure, moved, len(sides.now), days, because if state is State.EXPLAINED else None),
        value=abs(moved),
        n=len(sides.now),
        department=table(measure.table).department,
        table=measure.table,
        features=measure.features,
    )


def _words(measure: Measure, moved: float, n: int, days: int, because: Text | None) -> Text:
    label = measure.label
    why_zh, why_en = (f"，{because.zh}", f", {because.en}") if because else ("", "")
    zh, en = ("偏高", "higher") if moved > 0 else ("偏低", "lower")
    return Text(
        zh=f"{label.zh}：最近{days}天的{n}条比此前一年明显{zh}（效应量{moved:+.2f}）{why_zh}",
        en=f"{label.en}: the {n} events of the last {days} days are {en} than the year before ({moved:+.2f}){why_en}",
    )


CHECK = Check(
    concern=Concern.RECORDS,
    question=Text(zh="最近发生的事与一年来不同了吗？", en="Are the latest events unlike those of the year before?"),
    threshold=Threshold(
        value=LARGE,
        measure=Text(zh="Cliff's delta（大效应），且超出偶然", en="Cliff's delta (large), and beyond chance"),
        source="Romano et al. 2006, effect sizes of ordinal comparisons: 0.474 is large",
    ),
    remedy=Text(
        zh="向部门询问政策或做法是否调整；若属实，更新政策版本并考虑重新训练",
        en="ask the department whether a rule or practice changed; if so, note it as policy and think of retraining",
    ),
    told=(Told.DATA_SCIENTIST, Told.DEPARTMENT),
    find=find,
)
