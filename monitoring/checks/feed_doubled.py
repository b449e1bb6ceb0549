"""A department's rows came twice: new records that repeat, word for word, what was on file."""

from features.table import table
from features.text import Text
from monitoring.arriving import watched
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State
from monitoring.week import Week

SHARE = 0.25
FEW = 10  # repeated rows below which chance is likelier than a doubled file


def find(week: Week) -> list[Finding]:
    """One finding per table that sent anything this week."""
    return [one for name in watched() if (one := _of(week, name)) is not None]


def _of(week: Week, name: str) -> Finding | None:
    days = week.feeds.days(name)
    rows = int(days[days.index > str(week.began)].sum())
    if not rows:
        return None
    twice = week.feeds.sent_twice(name, week.began)
    label = table(name).label
    return Finding(
        key=name,
        state=State.ALARM if twice >= FEW and twice >= SHARE * rows else State.QUIET,
        words=Text(
            zh=f"{label.zh}本周{rows}条中有{twice}条与已有记录完全相同",
            en=f"{label.en}: {twice} of this week's {rows} rows repeat another row word for word",
        ),
        value=twice / rows,
        n=rows,
        table=name,
        department=table(name).department,
    )


CHECK = Check(
    concern=Concern.RECORDS,
    question=Text(zh="哪个部门的数据送了两遍？", en="Has a department's file come twice?"),
    threshold=Threshold(
        value=SHARE,
        measure=Text(zh="本周记录中重复的比例", en="share of the week's rows that repeat another"),
        source="a file sent twice repeats half of its rows or more; ordinary re-sending stays below 3 %",
    ),
    remedy=Text(
        zh="请部门撤回重复的一批，金额未撤回前会被重复计算", en="have the second batch withdrawn: sums count it twice"
    ),
    told=(Told.DEPARTMENT, Told.COUNTY_STAFF),
    find=find,
)
