"""The latest events on file are unlike those of the year before: a rule, a price or a practice has changed.

Features look back for months, so a change reaches them slowly; the events of the last fortnight show it at
once. Each amount, and each part's share of a bill, is compared with equally prompt events of the year before
and of last year's season. One quiet week in a hundred may ring: that chance is divided among all comparisons
of the week.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from features.table import table
from features.text import Text
from monitoring.arriving import Compared, Measure, by_event, compared, measured, recent_rows, watched
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.event import explaining
from monitoring.finding import Finding, State
from monitoring.spread import chance_of_superiority, superiority
from monitoring.week import Week

LARGE = 0.474
DAYS = (14, 28)
LEAST_EVENTS = 8  # fewer may be one clinic's or one family's
FALSE_ALARMS = 0.01  # of quiet weeks; some fifty comparisons a week share it in a small county (Bonferroni)


@dataclass(frozen=True)
class Look:
    """A measure's events of the last `days` beside those before."""

    measure: Measure
    days: int
    sides: Compared

    @property
    def moved(self) -> float:
        """Cliff's delta, above zero where the latest are higher."""
        return superiority(self.sides.before, self.sides.now)

    def stands_out(self, chance: float) -> bool:
        """Whether the effect is large and no likelier than `chance` among alike events."""
        return abs(self.moved) >= LARGE and chance_of_superiority(self.sides.before, self.sides.now) <= chance


def find(week: Week) -> list[Finding]:
    """One finding per measure that the last fortnight or the last four weeks give often enough."""
    looks = [look for name in watched() for look in _looks(week, name)]
    chance = FALSE_ALARMS / max(len(looks), 1)
    return [_latest(week, list(some), chance) for _, some in groupby(looks, key=lambda look: look.measure)]


def _looks(week: Week, name: str) -> Iterator[Look]:
    rows = recent_rows(week, name)
    splits = {days: by_event(rows, week.as_of, days) for days in DAYS}
    for measure, values in measured(name, rows):
        for days, split in splits.items():
            sides = compared(values, split)
            if min(len(sides.now), len(sides.before)) >= LEAST_EVENTS:
                yield Look(measure, days, sides)


def _latest(week: Week, looks: list[Look], chance: float) -> Finding:
    """By the stretch of days that stands out, or else by the one that moved most."""
    look = max(looks, key=lambda one: (one.stands_out(chance), abs(one.moved)))
    return _of(week, look, look.stands_out(chance))


def _of(week: Week, look: Look, stands_out: bool) -> Finding:
    measure, now, last_year = look.measure, look.sides.now, look.sides.last_year
    seasonal = len(last_year) >= LEAST_EVENTS and abs(superiority(last_year, now)) < LARGE
    event = explaining(week.as_of, measure.table)
    because = Text(zh="与去年同期相近", en="as in last year's season") if seasonal else event.label if event else None
    state = State.QUIET
    if stands_out:
        state = State.EXPLAINED if because else State.ALARM
    return Finding(
        key=measure.key,
        state=state,
        words=_words(look, because if state is State.EXPLAINED else None),
        value=abs(look.moved),
        n=len(now),
        department=table(measure.table).department,
        table=measure.table,
        features=measure.features,
    )


def _words(look: Look, because: Text | None) -> Text:
    label, days, n, moved = look.measure.label, look.days, len(look.sides.now), look.moved
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
        measure=Text(
            zh="Cliff's delta（大效应），且超出偶然（平静的一百周里约误报一周）",
            en="Cliff's delta (large), and beyond chance (about one quiet week in a hundred rings)",
        ),
        source="Romano et al. 2006: 0.474 is large; Mann and Whitney 1947, Bonferroni over the week's comparisons",
    ),
    remedy=Text(
        zh="向部门询问政策或做法是否调整；若属实，更新政策版本并考虑重新训练",
        en="ask the department whether a rule or practice changed; if so, note it as policy and think of retraining",
    ),
    told=(Told.DATA_SCIENTIST, Told.DEPARTMENT),
    find=find,
)
