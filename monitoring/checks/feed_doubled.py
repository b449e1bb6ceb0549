"""A department's rows came twice: new records that repeat, word for word, what was on file."""

import pandas as pd

from features.calendar import weeks_before
from features.table import table
from features.text import Text
from monitoring.arriving import watched
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State
from monitoring.week import Week

SHARE = 0.25
WEEKS = 8  # that a week is compared with
FEW = 10  # repeated rows, of those looked at, below which chance is likelier than a doubled file


def find(week: Week) -> list[Finding]:
    """One finding per table that sent anything this week."""
    return [one for name in watched() if (one := _of(week, name)) is not None]


def _of(week: Week, name: str) -> Finding | None:
    came = week.feeds.sent_twice(name, weeks_before(week.as_of, WEEKS + 1))
    ago = (pd.Timestamp(week.as_of) - came["known_on"]).dt.days // 7
    by_week = came.groupby(ago)[["rows", "twice"]].sum()
    if 0 not in by_week.index:
        return None
    rows, twice = (int(by_week[c].to_dict()[0]) for c in ("rows", "twice"))
    before = by_week.drop(index=0)
    usual = float(before["twice"].sum() / before["rows"].sum()) if len(before) else 0.0
    loud = twice >= FEW and twice >= (usual + SHARE) * rows
    label = table(name).label
    return Finding(
        key=name,
        state=State.ALARM if loud else State.QUIET,
        words=Text(
            zh=f"{label.zh}本周查看的{rows}条中有{twice}条与已有记录完全相同，此前8周平均{usual:.0%}",
            en=f"{label.en}: {twice} of {rows} rows of this week that were looked at repeat another word for word; "
            f"{usual:.0%} in the eight weeks before",
        ),
        value=max(0.0, twice / rows - usual),
        n=rows,
        table=name,
        department=table(name).department,
    )


CHECK = Check(
    concern=Concern.RECORDS,
    question=Text(zh="哪个部门的数据送了两遍？", en="Has a department's file come twice?"),
    threshold=Threshold(
        value=SHARE,
        measure=Text(zh="本周重复比例超出此前8周的幅度", en="share of repeated rows, above that of eight weeks"),
        source="a file sent twice repeats half of its rows or more; half of that is no accident",
    ),
    remedy=Text(
        zh="请部门撤回重复的一批，金额未撤回前会被重复计算", en="have the second batch withdrawn: sums count it twice"
    ),
    told=(Told.DEPARTMENT, Told.COUNTY_STAFF),
    find=find,
)
