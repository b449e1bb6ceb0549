"""How much of the list changed since last week, audits left aside: a list that flips tires everybody."""

import pandas as pd

from features.calendar import iso_week
from features.text import Text
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.week import Week
from training.fairness import wilson

CHANGED = 0.5
FEW = 20
LASTING = ("rule", "model")


def find(week: Week) -> list[Finding]:
    """One finding per lane that should last."""
    before = iso_week(week.began)
    if not {before, week.name} <= set(week.weeks_listed):
        return [not_estimable("list", "没有上周名单", "there is no list of the week before")]
    now, last = week.list_of(week.name), week.list_of(before)
    return [_of(lane, _households(now, lane), _households(last, lane)) for lane in LASTING]


def _households(table: pd.DataFrame, lane: str) -> set[str]:
    return set(table.loc[table["lane"] == lane, "household_id"])


def _of(lane: str, now: set[str], last: set[str]) -> Finding:
    either = now | last
    if len(either) < FEW:
        return not_estimable(lane, "名单太短", "the list is too short", len(either))
    changed = 1 - len(now & last) / len(either)
    at_least = wilson(len(either) - len(now & last), len(either))[0]
    name = {"rule": Text(zh="规则通道", en="Rule lane"), "model": Text(zh="模型通道", en="Model lane")}[lane]
    return Finding(
        key=lane,
        state=State.ALARM if at_least >= CHANGED else State.QUIET,
        words=Text(
            zh=f"{name.zh}两周合计{len(either)}户，{changed:.0%}只在其中一周",
            en=f"{name.en}: of {len(either)} households on either week's list {changed:.0%} are on one only",
        ),
        value=changed,
        n=len(either),
    )


CHECK = Check(
    concern=Concern.LIST,
    question=Text(zh="名单每周变得太多吗？", en="Does the list change too much from week to week?"),
    threshold=Threshold(
        value=CHANGED,
        measure=Text(
            zh="只在一周名单上的比例的95%下限（不含抽查）",
            en="lower end of the 95 % interval of the share that is on one of two weeks' lists only, audits aside",
        ),
        source="domain users 16: half a new list a week cannot be visited out",
    ),
    remedy=Text(
        zh="看是哪类记录一次到达，或模型是否更换", en="see which records came at once, or whether the model changed"
    ),
    told=(Told.DATA_SCIENTIST, Told.COUNTY_STAFF),
    find=find,
)
