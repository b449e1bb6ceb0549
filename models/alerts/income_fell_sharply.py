"""Income of three months is far below that of the year before them."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="收入骤降", en="Sharp fall of income"),
    reason=Text(
        zh="近3个月收入{income_3m:,.0f}元，比此前同等时段下降{income_fall_3m:.0%}",
        en="income of CNY {income_3m:,.0f} in 3 months, {income_fall_3m:.0%} lower than before",
    ),
    hidden=Text(zh="收入明显下降", en="income has fallen clearly"),
    of=("income_fall_3m", "income_3m"),
    condition="income_fall_3m >= least_fall",
    standards={"least_fall": Threshold("alert_thresholds", "income_fall")},
    evidence="income_fall_3m",
    department=Department.AGRICULTURE,
    theme=Theme.INCOME,
    firing="""
        household_id | income_fall_3m | income_3m | least_fall
        H1           | 0.6            | 2000      | 0.6
    """,
    silent="""
        household_id | income_fall_3m | income_3m | least_fall
        H1           | 0.59           | 2000      | 0.6
        H2           | -0.2           | 9000      | 0.6
        H3           | -              | 2000      | 0.6
    """,
    source=Text(
        zh="突发严重困难：收入大幅缩减；项目自定，待县里确认",
        en="sudden severe difficulty: income shrinks sharply; our own default, for the county to confirm",
    ),
    unofficial=True,
)
