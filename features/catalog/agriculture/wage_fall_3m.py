"""By how much the mean month's wages of the past three months fell behind those of the twelve before."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("wage_month_mean_3m", "wage_month_mean_12m_before_3m"),
    value="1 - wage_month_mean_3m / nullif(wage_month_mean_12m_before_3m, 0)",
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近3个月工资降幅", en="Fall of wages, past 3 months against the 12 before"),
    reason=Text(
        zh="近3个月月均工资比此前12个月下降{value:.0%}",
        en="earned {value:.0%} less a month in wages over the past 3 months than over the 12 before",
    ),
    when_empty=UNKNOWN,
    valid_range=(-100_000, 1),
    privacy=Privacy.FINANCE,
    theme=Theme.WORK,
    said_from=0.15,
    example=Example(
        values="""
            household_id | wage_month_mean_3m | wage_month_mean_12m_before_3m
            H1           | 1000               | 4000
            H2           | 1000               | 0
            H3           | -                  | 4000
        """,
        expect={"H1": 0.75, "H2": None, "H3": None},
    ),
)
