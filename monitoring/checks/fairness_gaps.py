"""Whom the list serves less well, by what came of earlier weeks: recall, precision, calibration by group."""

from typing import Any

from features.text import Text
from monitoring.check import Check, Concern, Every, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.settled import settled
from monitoring.week import Week
from training.fairness import GROUPS, RATIO, gaps, memberships


def find(week: Week) -> list[Finding]:
    """One finding per group of the fairness audit."""
    rows = settled(week)
    if rows.empty:
        return [not_estimable(n, f"{t.zh}：尚无成熟的结果", f"{t.en}: no settled outcome") for n, t in GROUPS.items()]
    groups = memberships(week.records, rows, week.scope)
    measured = {one["group"]: one for one in gaps(rows.rename(columns={"return_risk": "probability__model"}), groups)}
    return [_of(name, label, measured.get(name)) for name, label in GROUPS.items()]


def _of(name: str, label: Text, found: dict[str, Any] | None) -> Finding:
    if found is None or found["recall_ratio"] is None:
        n = found["inside"]["n"] if found else 0
        return not_estimable(name, f"{label.zh}：{n}户次，不可估计", f"{label.en}: {n} rows, not estimable", n)
    one, rest = found["inside"]["recall"], found["others"]["recall"]
    words = Text(
        zh=f"{label.zh}：召回率{one['value']:.0%}（{one['low']:.0%}–{one['high']:.0%}），其余户{rest['value']:.0%}",
        en=f"{label.en}: recall {one['value']:.0%} ({one['low']:.0%}-{one['high']:.0%}), others {rest['value']:.0%}",
    )
    state = State.QUIET
    if found["flagged"]:
        state = State.ALARM if found["certain"] else State.NOTICE
    n = found["inside"]["n"]
    return Finding(key=name, state=state, words=words, value=abs(1 - found["recall_ratio"]), n=n)


CHECK = Check(
    concern=Concern.OUTCOMES,
    question=Text(zh="各类家庭是否同样被照顾到？", en="Are all kinds of households served alike?"),
    threshold=Threshold(
        value=1 - RATIO,
        measure=Text(
            zh="召回率与其余户之比偏离1的幅度，且区间不相交",
            en="distance of the recalls' ratio from 1, intervals apart",
        ),
        source="the four-fifths rule; Wilson intervals; groups with fewer than ten falls are not estimable",
    ),
    remedy=Text(
        zh="由人研判该组的线索，比较新旧模型的分组结果",
        en="have people look at the group's clues; compare a challenger by group",
    ),
    told=(Told.DATA_SCIENTIST, Told.COUNTY_STAFF),
    every=Every.MONTH,
    find=find,
)
