"""The mean month of the past three fell far behind the year before it, and so did its wages.

Harvests and pigs are sold in season: a fall of all income without a fall of wages is the calendar, not a shock.
"""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="收入骤降", en="Sharp fall of income"),
    reason=Text(
        zh="近3个月月均收入{income_month_mean_3m:,.0f}元，比此前12个月月均下降{income_fall_3m:.0%}",
        en="CNY {income_month_mean_3m:,.0f} a month over 3 months, {income_fall_3m:.0%} below the 12 months before",
    ),
    hidden=Text(zh="收入明显下降", en="income has fallen clearly"),
    of=("income_fall_3m", "wage_fall_3m", "income_month_mean_3m"),
    condition="income_fall_3m >= least_fall AND wage_fall_3m >= least_fall",
    standards={"least_fall": Threshold("alert_thresholds", "income_fall")},
    evidence="income_fall_3m",
    department=Department.AGRICULTURE,
    theme=Theme.INCOME,
    firing="""
        household_id | income_fall_3m | wage_fall_3m | income_month_mean_3m | least_fall
        H1           | 0.6            | 0.6          | 700                  | 0.6
    """,
    silent="""
        household_id | income_fall_3m | wage_fall_3m | income_month_mean_3m | least_fall
        H1           | 0.59           | 0.9          | 700                  | 0.6
        H2           | 0.8            | 0.1          | 700                  | 0.6
        H3           | -              | 0.9          | 700                  | 0.6
        H4           | 0.9            | -            | 700                  | 0.6
    """,
    source=Text(
        zh="突发严重困难：收入大幅缩减；项目自定，待县里确认",
        en="sudden severe difficulty: income shrinks sharply; our own default, for the county to confirm",
    ),
    unofficial=True,
)
