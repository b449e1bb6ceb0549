"""A loan is overdue and income has fallen."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="贷款逾期且收入下降", en="Loan overdue and income falling"),
    reason=Text(
        zh="有{loans_overdue:.0f}笔贷款逾期，近3个月收入比此前下降{income_fall_3m:.0%}",
        en=("{loans_overdue:.0f} overdue loans, and income of 3 months is {income_fall_3m:.0%} lower than before"),
    ),
    hidden=Text(zh="债务与收入有变化", en="debt and income have changed"),
    of=("loans_overdue", "income_fall_3m"),
    condition="loans_overdue > 0 AND income_fall_3m >= least_fall",
    standards={"least_fall": Threshold("alert_thresholds", "income_fall_with_debt")},
    evidence="income_fall_3m",
    department=Department.FINANCE,
    theme=Theme.DEBT,
    mended_by="loan_extension",
    firing="""
        household_id | loans_overdue | income_fall_3m | least_fall
        H1           | 1             | 0.2            | 0.2
    """,
    silent="""
        household_id | loans_overdue | income_fall_3m | least_fall
        H1           | 0             | 0.6            | 0.2
        H2           | 1             | 0.1            | 0.2
        H3           | 1             | -              | 0.2
    """,
    source=Text(zh="项目自定，待县里确认", en="our own default, for the county to confirm"),
    unofficial=True,
)
