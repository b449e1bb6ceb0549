"""How much of the list changed since last week, audits left aside: a list that flips tires everybody."""

from itertools import pairwise

import pandas as pd

from features.calendar import iso_week, weeks_before
from features.text import Text
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.week import Week
from training.fairness import wilson

CHANGED = 0.5
FEW = 20
GONE = 5  # households that do not all leave a lane by chance
SEATS = ["household_id", "lane"]
LOOKED_BACK = 13  # weeks: an empty lane is told for a quarter; from then on it is how the county lists
LASTING = {"rule": Text(zh="规则通道", en="Rule lane"), "model": Text(zh="模型通道", en="Model lane")}


def find(week: Week) -> list[Finding]:
    """One finding per lane that should last: flipped once it is a notice, for the second week running an alarm.

    A lane that had households within the past quarter and has none now is an alarm too.
    """
    lists = [week.list_of(w, SEATS) for w in _neighbours(week)]
    if len(lists) < 2:
        return [not_estimable("list", "没有上周名单", "there is no list of the week before")]
    found = []
    for lane in LASTING:
        households = [_households(one, lane) for one in lists]
        empty = None if households[0] else _emptied(week, lane)
        found.append(empty or _of(lane, households))
    return found


def _neighbours(week: Week) -> list[str]:
    """This week and those just before it that have a list, three at most, the latest first."""
    names = [iso_week(weeks_before(week.as_of, n)) for n in range(3)]
    there = [name in week.weeks_listed for name in names]
    return names[: there.index(False)] if False in there else names


def _households(table: pd.DataFrame, lane: str) -> set[str]:
    return set(table.loc[table["lane"] == lane, "household_id"])


def _flipped(now: set[str], last: set[str]) -> bool:
    """Whether more than half changed, beyond chance."""
    either = now | last
    return len(either) >= FEW and wilson(len(either) - len(now & last), len(either))[0] >= CHANGED


def _of(lane: str, lists: list[set[str]]) -> Finding:
    now, last = lists[:2]
    either = now | last
    if len(either) < FEW:
        return not_estimable(lane, "名单太短", "the list is too short", len(either))
    changed = 1 - len(now & last) / len(either)
    flipped = [_flipped(one, other) for one, other in pairwise(lists)]
    state = State.ALARM if len(flipped) > 1 and all(flipped) else State.NOTICE if flipped[0] else State.QUIET
    name = LASTING[lane]
    return Finding(
        key=lane,
        state=state,
        words=Text(
            zh=f"{name.zh}两周合计{len(either)}户，{changed:.0%}只在其中一周",
            en=f"{name.en}: of {len(either)} households on either week's list {changed:.0%} are on one only",
        ),
        value=changed,
        n=len(either),
    )


def _emptied(week: Week, lane: str) -> Finding | None:
    """The alarm of a lane that has nobody now and had households within the past quarter."""
    first = iso_week(weeks_before(week.as_of, LOOKED_BACK))
    had = {w: len(_households(week.list_of(w, SEATS), lane)) for w in week.weeks_listed if w >= first}
    if max(had.values()) < GONE:
        return None
    label, last = LASTING[lane], max(w for w, n in had.items() if n)
    words = Text(
        zh=f"{label.zh}本周一户也没有；最近一次有户是{last}（{had[last]}户）",
        en=f"{label.en}: not one household this week; the last list with any was {last}'s ({had[last]})",
    )
    return Finding(key=lane, state=State.ALARM, words=words, value=1.0, n=max(had.values()))


CHECK = Check(
    concern=Concern.LIST,
    question=Text(zh="名单每周变得太多吗？", en="Does the list change too much from week to week?"),
    threshold=Threshold(
        value=CHANGED,
        measure=Text(
            zh="只在一周名单上的比例的95%下限（不含抽查），连续两周；或通道变空",
            en="lower end of the 95 % interval of the share that is on one of two weeks' lists only, audits aside, "
            "two weeks running; or a lane that is empty now",
        ),
        source="domain users 16: half a new list a week cannot be visited out",
    ),
    remedy=Text(
        zh="看是哪类记录一次到达，或模型是否更换", en="see which records came at once, or whether the model changed"
    ),
    told=(Told.DATA_SCIENTIST, Told.COUNTY_STAFF),
    find=find,
)
