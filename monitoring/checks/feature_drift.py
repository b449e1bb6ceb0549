"""A feature is spread unlike what the model learnt from, and unlike the same season of last year."""

from features.feature import features
from features.text import Text
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.event import explaining
from monitoring.finding import Finding, State, not_estimable
from monitoring.moved import MUCH, SOURCE, Distance, Moved, moved, sources
from monitoring.week import Week

SLOW = Text(zh="多年缓慢变化，近一季几乎未动", en="a slow trend, which hardly moved in the last quarter")
NO_SEASON = Text(zh="无去年同期可比", en="no season of last year on file")
TIME_PASSES = Text(zh="时间推移", en="time has passed")


def find(week: Week) -> list[Finding]:
    """One finding per feature that the model reads."""
    return [_of(week, one) for one in moved(week)]


def _of(week: Week, one: Moved) -> Finding:
    feature = features()[one.name]
    if one.since_training is None:
        zh, en = f"{feature.label.zh}：已知的户或地区太少", f"{feature.label.en}: too few known households or areas"
        return not_estimable(one.name, zh, en, one.n)
    event = next((e for t in sources(feature) if (e := explaining(week.as_of, t))), None)
    state, because = State.QUIET, None
    if one.much:
        because = event.label if event else TIME_PASSES if one.ages else None
        state = State.EXPLAINED if because else State.NOTICE if one.slow else State.ALARM
        because = because or (SLOW if one.slow else None)
    elif one.seasonless:
        state, because = State.NOTICE, NO_SEASON
    elif one.far_from_training:
        state, because = State.EXPLAINED, Text(zh="与去年同期相近", en="as in last year's season")
    return Finding(
        key=one.name,
        state=state,
        words=_words(one, because),
        value=one.least,
        n=one.n,
        department=feature.department,
        table=sources(feature)[0],
        features=(one.name,),
    )


def _words(one: Moved, because: Text | None) -> Text:
    label = features()[one.name].label
    learnt, season = _said(one.since_training), _said(one.since_last_year)
    return Text(
        zh=f"{label.zh}：与训练时相比PSI {learnt}，与去年同期{season}" + (f"，{because.zh}" if because else ""),
        en=f"{label.en}: PSI {learnt} since training, {season} since last year's season"
        + (f", {because.en}" if because else ""),
    )


def _said(distance: Distance | None) -> str:
    if distance is None:
        return "–"
    return f"{distance.index:.2f}" + ("" if distance.shift is None else f" (σ {distance.shift:.2f})")


CHECK = Check(
    concern=Concern.FEATURES,
    question=Text(
        zh="特征的分布偏离了模型学过的样子吗？",
        en="Are features spread unlike what the model learnt from?",
    ),
    threshold=Threshold(
        value=MUCH,
        measure=Text(
            zh="PSI（多少户移动）且移动0.1个标准差以上，须同时偏离训练时与去年同期",
            en="PSI (how many moved) and 0.1 standard deviations (how far), both since training and last year",
        ),
        source=SOURCE,
    ),
    remedy=Text(
        zh="先看记录类检查与部门情况；若是真实变化，比较新旧模型后决定是否重新训练",
        en="look at the checks on records first; if lives really changed, compare a challenger with the champion",
    ),
    told=(Told.DATA_SCIENTIST, Told.DEPARTMENT),
    find=find,
)
