"""A department that sends regularly has sent nothing for much longer than it ever pauses."""

from features.table import table, tables
from features.text import Text
from monitoring.arriving import silent_since, usual_pause, watched
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State
from monitoring.week import Week

TIMES = 1.5  # the usual pause
LEAST_DAYS = 7  # a week without anything; before that, a holiday
FEW = 30  # arrivals that make a feed
RARE_DAYS = 60  # what is sent less often than every two months is late only after its own period


def find(week: Week) -> list[Finding]:
    """One finding per table that is sent regularly."""
    regular = [n for n in watched() if tables()[n].sent_every_days is not None]
    return [one for name in regular if (one := _of(week, name)) is not None]


def _of(week: Week, name: str) -> Finding | None:
    days = week.feeds.days(name)
    if not any(c.table == name for c in week.records.coverage):
        return None
    if len(days) < FEW:
        words = Text(
            zh=f"{table(name).label.zh}送数次数太少，无法判断",
            en=f"{table(name).label.en}: too few arrivals",
        )
        return Finding(key=name, state=State.NOT_ESTIMABLE, words=words, n=len(days), table=name)
    silent, usual = silent_since(days, week.as_of), usual_pause(days, week.as_of)
    stopped = silent >= LEAST_DAYS and silent > max(TIMES * usual, _period(name))
    return Finding(
        key=name,
        state=State.ALARM if stopped else State.QUIET,
        words=_words(name, silent, usual),
        value=silent / usual,
        n=len(days),
        department=table(name).department,
        table=name,
    )


def _period(name: str) -> int:
    every = table(name).sent_every_days or 0
    return every if every > RARE_DAYS else 0


def _words(name: str, silent: int, usual: int) -> Text:
    label = table(name).label
    return Text(
        zh=f"{label.zh}已{silent}天未送数据，平时最长间隔约{usual}天",
        en=f"{label.en}: nothing for {silent} days; its usual longest pause is {usual}",
    )


CHECK = Check(
    concern=Concern.RECORDS,
    question=Text(zh="哪个部门停送了数据？", en="Has a department stopped sending?"),
    threshold=Threshold(
        value=TIMES,
        measure=Text(
            zh="静默天数是平时最长间隔的倍数（至少7天）", en="days of silence over the usual longest pause, 7 at least"
        ),
        source="features.coverage calls a feed stale after twice its period; half of that is soon enough to telephone",
    ),
    remedy=Text(
        zh="电话联系该部门；恢复前相关特征为未知，不得当作零",
        en="telephone the department; until it sends, the features that need it are unknown, never zero",
    ),
    told=(Told.DEPARTMENT, Told.COUNTY_STAFF),
    find=find,
)
