"""The shares of poor, liable and stable households, against the same season of last year by the same model."""

from features.text import Text
from models.bands import Band, bands
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.week import Week

MOVED = 0.1
FEW = 100


def find(week: Week) -> list[Finding]:
    """One finding per band."""
    then = week.scores_a_year_ago
    if then is None:
        return [not_estimable(b.value, "记录不足两年，无去年同期", "no season of last year on file") for b in Band]
    now, before = (bands(s["poverty_index"]) for s in (week.scores, then))
    if min(len(now), len(before)) < FEW:
        return [not_estimable(b.value, "户数太少", "too few households", len(now)) for b in Band]
    return [_of(one, float((now == one.value).mean()), float((before == one.value).mean()), len(now)) for one in Band]


def _of(one: Band, now: float, before: float, n: int) -> Finding:
    return Finding(
        key=one.value,
        state=State.ALARM if abs(now - before) >= MOVED else State.QUIET,
        words=Text(
            zh=f"“{one.label.zh}”占{now:.1%}，去年同期{before:.1%}",
            en=f"{one.label.en}: {now:.1%} of the households, {before:.1%} a year ago",
        ),
        value=abs(now - before),
        n=n,
    )


CHECK = Check(
    concern=Concern.MODEL,
    question=Text(zh="各等级的占比变了吗？", en="Have the shares of the bands moved?"),
    threshold=Threshold(
        value=MOVED,
        measure=Text(zh="占比与去年同期之差", en="difference of the share from last year's season"),
        source="a tenth of the households changing band in a year is more than the county's own assessments show",
    ),
    remedy=Text(
        zh="核对收入记录与贫困指数的训练数据",
        en="look at the income records and what the index learnt from",
    ),
    told=(Told.DATA_SCIENTIST, Told.COUNTY_STAFF),
    find=find,
)
