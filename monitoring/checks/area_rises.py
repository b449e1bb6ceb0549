"""Many small rises of risk in one village: a flood, a closed factory, falling prices (规模性返贫)."""

import pandas as pd

from features.calendar import month_end, weeks_before
from features.text import Text
from features.vector import model_matrix
from models.lists.area_alarm import LATELY, area_alarms
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.week import Week

CERTAIN = 0.001  # of weeks, by chance as it is counted; some villages differ by more, so a hundredth rang too often


def find(week: Week) -> list[Finding]:
    """One finding per village that rose: beyond all chance an alarm, else a notice. The list names the village."""
    now = week.assessments
    if now is None:
        return [not_estimable("villages", "本周没有评估结果", "there are no assessments of this week")]
    villages = now.figures["village_code"].nunique()
    alarms = area_alarms(now, _earlier(week))
    quiet = Text(zh=f"{villages}个村均无集中上升", en=f"none of {villages} villages rose as a whole")
    if alarms.empty:
        return [Finding(key="villages", state=State.QUIET, words=quiet, value=0.0, n=len(now.figures))]
    return [_of(row, villages) for row in alarms.to_dict("records")]


def _earlier(week: Week) -> pd.DataFrame:
    """What the model in use says of the vectors of some weeks ago."""
    days = [weeks_before(week.as_of, n) for n in (LATELY, LATELY + 1, 4)]
    known = next((d for d in days if week.there_on(d)), month_end(weeks_before(week.as_of, 13)))
    said = week.trained.risk.probability
    parts = [
        pd.DataFrame({"household_id": piece["household_id"], "return_risk": said(model_matrix(piece))})
        for piece in week.held_on(known).pieces(known)
    ]
    return pd.concat(parts, ignore_index=True)


def _of(row: dict, villages: int) -> Finding:
    certain = row["chance"] * villages < CERTAIN
    return Finding(
        key=str(row["village_code"]),
        state=State.ALARM if certain else State.NOTICE,
        words=Text(zh=f"{row['village_code']}：{row['zh']}", en=f"{row['village_code']}: {row['en']}"),
        value=float(row["share"]),
        n=int(row["households"]),
    )


CHECK = Check(
    concern=Concern.LIST,
    question=Text(zh="有没有整村风险上升？", en="Has risk risen in a whole village?"),
    threshold=Threshold(
        value=CERTAIN,
        measure=Text(zh="偶然出现的概率乘以村数", en="probability by chance, times the number of villages"),
        source="models.lists.area_alarm; at a hundredth 4 of 40 quiet weeks of invented counties rang falsely",
    ),
    remedy=Text(
        zh="整村研判，核实有无灾害、停工或跌价", en="look at the village as a whole: a disaster, a closure, prices?"
    ),
    told=(Told.COUNTY_STAFF,),
    find=find,
)
