"""A household that lives on wages has had none for some months."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="连续数月无务工收入", en="Months without wage"),
    reason=Text(
        zh="近3个月有{months_without_wage_3m:.0f}个月没有务工收入，此前12个月务工收入{wage_income_12m:,.0f}元",
        en=(
            "no wage in {months_without_wage_3m:.0f} of the past 3 months; CNY {wage_income_12m:,.0f} of wages "
            "in 12 months"
        ),
    ),
    hidden=Text(zh="务工收入中断", en="wages have stopped"),
    of=("months_without_wage_3m", "wage_income_12m"),
    condition="months_without_wage_3m >= least_months AND wage_income_12m > monitoring_line",
    standards={"least_months": Threshold("alert_thresholds", "months_without_wage")},
    evidence="months_without_wage_3m",
    department=Department.HUMAN_RESOURCES,
    theme=Theme.WORK,
    risk="work",
    firing="""
        household_id | months_without_wage_3m | wage_income_12m | least_months | monitoring_line
        H1           | 3                      | 24000           | 3            | 8500
    """,
    silent="""
        household_id | months_without_wage_3m | wage_income_12m | least_months | monitoring_line
        H1           | 2                      | 24000           | 3            | 8500
        H2           | 3                      | 800             | 3            | 8500
        H3           | -                      | 24000           | 3            | 8500
    """,
    source=Text(
        zh="人社局务工月监测；项目自定，待县里确认",
        en="human resources bureau's monthly monitoring; our own default, for the county to confirm",
    ),
    unofficial=True,
)
