"""Self-paid medical costs that count took a good part of the income of twelve months and leave less than the line.

Income below the line alone is no alert: the category asks for a risk beside it, and recorded incomes are poor evidence.
"""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="扣除医疗自付后收入低于监测范围", en="Income after medical costs below the line"),
    reason=Text(
        zh=(
            "近12个月人均纯收入扣除合规自付医疗费用后为{net_of_medical_per_head_12m:,.0f}元，"
            "低于{monitoring_line:,.0f}元的监测范围"
        ),
        en=(
            "income per head after medical costs is CNY {net_of_medical_per_head_12m:,.0f} in 12 months, below "
            "the line of {monitoring_line:,.0f}"
        ),
    ),
    hidden=Text(zh="收入扣除刚性支出后低于监测范围", en="income after unavoidable costs is below the line"),
    of=("net_of_medical_per_head_12m", "medical_share_of_income_12m"),
    condition="net_of_medical_per_head_12m < monitoring_line AND medical_share_of_income_12m >= least_share",
    standards={"least_share": Threshold("alert_thresholds", "medical_share_below_line")},
    evidence="monitoring_line - net_of_medical_per_head_12m",
    department=Department.AGRICULTURE,
    theme=Theme.INCOME,
    risk="illness",
    firing="""
        household_id | net_of_medical_per_head_12m | medical_share_of_income_12m | monitoring_line | least_share
        H1           | 8499                        | 0.1                         | 8500            | 0.1
        H2           | -200                        | 1.2                         | 8500            | 0.1
    """,
    silent="""
        household_id | net_of_medical_per_head_12m | medical_share_of_income_12m | monitoring_line | least_share
        H1           | 8500                        | 0.5                         | 8500            | 0.1
        H2           | 100                         | 0.09                        | 8500            | 0.1
        H3           | -                           | 0.5                         | 8500            | 0.1
        H4           | 100                         | -                           | 8500            | 0.1
        H5           | 100                         | 0.5                         | -               | 0.1
    """,
    source=Text(
        zh="监测范围（收入与合规自付支出）",
        en="the monitoring line, compared with income after compliant self-paid costs",
    ),
    unofficial=True,
)
