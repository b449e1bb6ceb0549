"""The latest events on file are unlike those of the year before: a rule, a price or a practice has changed.

Features look back for months, so a change reaches them slowly; the events of the last fortnight show it at
once. Each amount, and each part's share of a bill, is compared with equally prompt events of the year before
and of last year's season.
"""

from features.table import table
from features.text import Text
from monitoring.arriving import LEAST_ROWS, Compared, Measure, by_event, compared, measured, recent_rows, watched
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.event import explaining
from monitoring.finding import Finding, State
from monitoring.spread import chance_of_superiority, superiority
from monitoring.week import Week

LARGE = 0.474
BEYOND_CHANCE = 4.9  # standard errors: once in a million comparisons, of which a year makes some thousands


def find(week: Week) -> list[Finding]:
    """One finding per measure that the last fortnight's events give often enough."""
    found = []
    for name in watched():
        rows = recent_rows(week, name)
        split = by_event(rows, week.as_of)
        sides = [(m, compared(v, split)) for m, v in measured(name, rows)]
        found += [_of(week, m, c) for m, c in sides if min(len(c.now), len(c.before)) >= LEAST_ROWS]
    return found


def _of(week: Week, measure: Measure, sides: Compared) -> Finding:
    moved = superiority(sides.before, sides.now)
    beyond = max(LARGE, BEYOND_CHANCE * chance_of_superiority(len(sides.before), len(sides.now)))
    seasonal = len(sides.last_year) >= LEAST_ROWS and abs(superiority(sides.last_year, sides.now)) < LARGE
    event = explaining(week.as_of, measure.table)
    state = State.QUIET
    if abs(moved) >= beyond:
        state = State.EXPLAINED if seasonal or event else State.ALARM
    because = Text(zh="与去年同期相近", en="as in last year's season") if seasonal else event.label if event else None
    return Finding(
        key=measure.key,
        state=state,
        words=_words(measure, moved, len(sides.now), because if state is State.EXPLAINED else None),
        value=abs(moved),
        n=len(sides.now),
        department=table(measure.table).department,
        table=measure.table,
        features=measure.features,
    )


def _words(measure: Measure, moved: float, n: int, because: Text | None) -> Text:
    label = measure.label
    zh, en = ("偏高", "higher") if moved > 0 else ("偏低", "lower")
    return Text(
        zh=f"{label.zh}：最近两周的{n}条比此前一年明显{zh}（效应量{moved:+.2f}）{f'，{because.zh}' if because else ''}",
        en=f"{label.en}: the last fortnight's {n} events are {en} than the year before (effect {moved:+.2f})"
        + (f", {because.en}" if because else ""),
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
