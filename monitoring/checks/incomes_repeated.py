"""A month's incomes repeat the month before to the fen: nobody asked, the old figures were carried forward."""

import pandas as pd

from features.department import Department
from features.text import Text
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.week import Week

MORE = 0.2
FEW = 100  # incomes of a month below which its share says nothing
MONTHS = 14


def find(week: Week) -> list[Finding]:
    """One finding: the latest month with enough incomes against the months before."""
    months = week.feeds.repeated_incomes(MONTHS)
    months = months[months["rows"] >= FEW].assign(share=lambda m: m["repeated"] / m["rows"])
    if len(months) < 4:
        return [not_estimable("incomes", "收入记录不足四个月", "fewer than four months with incomes enough")]
    latest, before = months.iloc[-1], months.iloc[:-1]
    more = float(latest["share"] - before["share"].max())
    return [
        Finding(
            key="incomes",
            state=State.ALARM if more >= MORE else State.QUIET,
            words=_words(latest, float(before["share"].max())),
            value=more,
            n=int(latest["rows"]),
            department=Department.AGRICULTURE,
            table="incomes",
            features=("income_repeated_share_12m", "income_carried_forward_share_12m"),
        )
    ]


def _words(latest: pd.Series, most: float) -> Text:
    month = f"{latest['month']:%Y-%m}"
    return Text(
        zh=f"{month}的收入有{latest['share']:.0%}与上月分文不差，此前各月最多{most:.0%}",
        en=f"{latest['share']:.0%} of the incomes of {month} repeat the month before to the fen; "
        f"at most {most:.0%} in the months before",
    )


CHECK = Check(
    concern=Concern.RECORDS,
    question=Text(zh="本月收入是照抄上月的吗？", en="Were a month's incomes carried forward?"),
    threshold=Threshold(
        value=MORE,
        measure=Text(
            zh="照抄比例超出此前各月最高值的幅度", en="share repeated, above the highest of the months before"
        ),
        source="pensions repeat every month (a third of the rows); a fifth more is a copied file",
    ),
    remedy=Text(zh="退回乡镇重新采集当月收入", en="send the month back to the townships to be asked for"),
    told=(Told.DEPARTMENT, Told.COUNTY_STAFF),
    find=find,
)
