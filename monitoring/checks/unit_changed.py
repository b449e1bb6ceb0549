"""The amounts of this week lie a power of ten away from those before: yuan for fen, monthly for yearly."""

import numpy as np

from features.table import table
from features.text import Text
from monitoring.arriving import LEAST_ROWS, Compared, Measure, by_arrival, compared, measured, recent_rows, watched
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State
from monitoring.week import Week

TIMES = 5.0
POWERS = (10, 12, 100, 1000, 10_000)  # what units differ by: jiao, months, fen, thousands, ten thousands
NEAR = 0.2  # log10: a ratio within 1.6 times a power is named as a unit


def find(week: Week) -> list[Finding]:
    """One finding per amount that came in this week often enough."""
    found = []
    for name in watched():
        rows = recent_rows(week, name)
        split = by_arrival(rows, week.as_of)
        sides = [(m, compared(v, split)) for m, v in measured(name, rows) if not m.share]
        found += [_of(m, c) for m, c in sides if min(len(c.now), len(c.before)) >= LEAST_ROWS]
    return found


def _of(measure: Measure, sides: Compared) -> Finding:
    moved = float(np.median(sides.now) - np.median(sides.before))
    seasonal = len(sides.last_year) >= LEAST_ROWS and abs(np.median(sides.now) - np.median(sides.last_year)) < np.log10(
        TIMES
    )
    large = abs(moved) >= np.log10(TIMES)
    state = State.QUIET if not large else State.EXPLAINED if seasonal else State.ALARM
    return Finding(
        key=measure.key,
        state=state,
        words=_words(measure, 10**moved, seasonal=state is State.EXPLAINED),
        value=10 ** abs(moved),
        n=len(sides.now),
        department=table(measure.table).department,
        table=measure.table,
        features=measure.features,
    )


def _words(measure: Measure, ratio: float, *, seasonal: bool) -> Text:
    unit = next((p for p in POWERS if abs(abs(np.log10(ratio)) - np.log10(p)) < NEAR), None)
    zh, en = "", ""
    if seasonal:
        zh, en = "，与去年同期相近", ", as in the same season of last year"
    elif unit:
        zh, en = f"，相差约{unit}倍，疑为单位有误", f", about {unit} times: is it another unit?"
    label = measure.label
    return Text(
        zh=f"{label.zh}本周中位数是此前半年的{ratio:.2g}倍{zh}",
        en=f"{label.en}: this week's median is {ratio:.2g} times that of the half year before{en}",
    )


CHECK = Check(
    concern=Concern.RECORDS,
    question=Text(zh="本周金额的单位变了吗？", en="Has the unit of an amount changed?"),
    threshold=Threshold(
        value=TIMES,
        measure=Text(
            zh="本周中位数与此前半年中位数之比（或其倒数）", en="ratio of medians, this week to the half year before"
        ),
        source="units differ by ten times or more; half of that in logarithms",
    ),
    remedy=Text(
        zh="请部门确认单位，更正前不要据此走访", en="ask the department for the unit; do not visit on these amounts"
    ),
    told=(Told.DEPARTMENT, Told.DATA_SCIENTIST),
    find=find,
)
