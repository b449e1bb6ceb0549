"""A department sent far more rows than in any week it is compared with."""

from math import sqrt

import pandas as pd

from features.table import table, tables
from features.text import Text
from monitoring.arriving import usual_pause, watched
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.event import explaining
from monitoring.finding import Finding, State, not_estimable
from monitoring.week import Week

MUCH = 1.8  # as models.lists.volume
FEW = 30  # rows below which a week says nothing
BEYOND_CHANCE = 5  # standard errors of a count
WEEKS_BEFORE, SEASON = 8, (49, 55)  # weeks ago that a week is compared with


def find(week: Week) -> list[Finding]:
    """One finding per table that is sent regularly and sent anything."""
    regular = [n for n in watched() if tables()[n].sent_every_days is not None]
    return [one for name in regular if (one := _of(week, name)) is not None]


def _of(week: Week, name: str) -> Finding | None:
    days = week.feeds.days(name)
    ago = -(pd.DatetimeIndex(days.index) - pd.Timestamp(week.as_of)).days // 7
    by_week = days.groupby(ago).sum()
    rows = int(by_week.get(0, 0))
    compared = [*range(1, WEEKS_BEFORE + 1), *range(*SEASON)]
    most = int(by_week.reindex(compared, fill_value=0).max())
    if not rows:
        return None
    if not most:
        zh, en = table(name).label.zh, table(name).label.en
        return not_estimable(
            name,
            f"{zh}本周送来{rows}条，可比各周没有数据",
            f"{en}: {rows} rows this week, none in the weeks compared",
            rows,
        )
    much = rows >= FEW and rows > MUCH * most and rows - most > BEYOND_CHANCE * sqrt(most)
    words = Text(
        zh=f"{table(name).label.zh}本周送来{rows}条，此前各周最多{most}条",
        en=f"{table(name).label.en}: {rows} rows this week, at most {most} in the weeks compared",
    )
    state, said = _explained(week, name, days, words) if much else (State.QUIET, words)
    return Finding(
        key=name, state=state, words=said, value=rows / most, n=rows, table=name,
        department=table(name).department,
    )  # fmt: skip


def _explained(week: Week, name: str, days: pd.Series, words: Text) -> tuple[State, Text]:
    """An alarm, unless an event of the calendar or the silence before it says why."""
    event = explaining(week.as_of, name)
    if event and event.brings_rows:
        return State.EXPLAINED, Text(zh=f"{words.zh}（{event.label.zh}）", en=f"{words.en} ({event.label.en})")
    before = days[days.index <= pd.Timestamp(week.began)]
    first = days.index[days.index > pd.Timestamp(week.began)][0]
    silent = (first - before.index[-1]).days if len(before) else 0
    if len(before) and silent > max(7, usual_pause(before, week.began)):
        zh, en = f"{words.zh}（此前停送{silent}天，一并补送）", f"{words.en} (sent at once after {silent} silent days)"
        return State.EXPLAINED, Text(zh=zh, en=en)
    return State.ALARM, words


CHECK = Check(
    concern=Concern.RECORDS,
    question=Text(zh="哪个部门送来的数据异常地多？", en="Has a department sent unusually much?"),
    threshold=Threshold(
        value=MUCH,
        measure=Text(
            zh="是此前8周及去年同期各周最大量的倍数", en="times the most of 8 weeks and of last year's season"
        ),
        source="models.lists.volume, which explains the list's length by it",
    ),
    remedy=Text(zh="核对是否重复报送或一次送了多期", en="ask whether it was sent twice, or several periods at once"),
    told=(Told.DEPARTMENT, Told.COUNTY_STAFF),
    find=find,
)
