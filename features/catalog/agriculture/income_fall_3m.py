"""By how much the mean month of the past three fell behind the mean month of the twelve before.

0 is no change, 0.5 a fall by half, negative a rise. Means over months on file, so that late months do not
look like a fall; the season is in it, see income_fall_on_year_3m.
"""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_month_mean_3m", "income_month_mean_12m_before_3m"),
    value="1 - income_month_mean_3m / nullif(income_month_mean_12m_before_3m, 0)",
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近3个月收入降幅", en="Fall of income, past 3 months against the 12 before"),
    reason=Text(
        zh="近3个月月均收入比此前12个月下降{value:.0%}",
        en="earned {value:.0%} less a month over the past 3 months than over the 12 before",
    ),
    when_empty=UNKNOWN,
    valid_range=(-100_000, 1),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    said_from=0.3,  # below that it may be the season
    example=Example(
        values="""
            household_id | income_month_mean_3m | income_month_mean_12m_before_3m
            H1           | 1500                 | 3000
            H2           | 3000                 | -
            H3           | 3000                 | 0
        """,
        expect={"H1": 0.5, "H2": None, "H3": None},
    ),
)
