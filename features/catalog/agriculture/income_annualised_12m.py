"""Income of the past twelve months, a month that is not on file counted like the mean of those that are.

What costs, debts and losses of a year are compared with: against the recorded sum alone they would look twice as
heavy where half of the months are missing. Below six months on file it is unknown.
"""

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_12m", "income_months_recorded_12m"),
    value="CASE WHEN income_months_recorded_12m >= 6 THEN income_12m * 12 / income_months_recorded_12m END",
    unit="CNY",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近12个月收入（缺月按均值补）", en="Income of the past 12 months, missing months at the mean"),
    reason=Text(
        zh="近12个月收入约{value:,.0f}元（缺月按均值补）",
        en="had an income of about CNY {value:,.0f} in 12 months, missing months counted at the mean",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 20_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    said=False,  # the recorded income is said
    example=Example(
        values="""
            household_id | income_12m | income_months_recorded_12m
            H1           | 20000      | 12
            H2           | 15000      | 9
            H3           | 10000      | 5
            H4           | -          | 0
        """,
        expect={"H1": 20000, "H2": 20000, "H3": None, "H4": None},
    ),
)
