"""By how much the mean month of the past three fell behind the mean of the same months a year before.

The season is in both, so what is left is the household's own loss: 0 is no change, negative a rise.
"""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_month_mean_3m", "income_month_mean_3m_before_12m"),
    value="1 - income_month_mean_3m / nullif(income_month_mean_3m_before_12m, 0)",
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近3个月收入同比降幅", en="Fall of income, past 3 months against the same months a year before"),
    reason=Text(
        zh="近3个月月均收入比去年同期下降{value:.0%}",
        en="earned {value:.0%} less a month over the past 3 months than a year before",
    ),
    when_empty=UNKNOWN,
    valid_range=(-100_000, 1),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    said_from=0.2,
    example=Example(
        values="""
            household_id | income_month_mean_3m | income_month_mean_3m_before_12m
            H1           | 1500                 | 3000
            H2           | 3000                 | -
            H3           | 3000                 | 0
        """,
        expect={"H1": 0.5, "H2": None, "H3": None},
    ),
)
