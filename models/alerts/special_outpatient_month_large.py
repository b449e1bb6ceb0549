"""Self-paid special outpatient costs of one month reach the department's threshold."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="门诊慢特病当月自付超阈值", en="Large special outpatient costs in a month"),
    reason=Text(
        zh="近1个月门诊慢特病自付{medical_special_outpatient_1m:,.0f}元，达到{threshold:,.0f}元的预警线",
        en=(
            "paid CNY {medical_special_outpatient_1m:,.0f} for special outpatient care in one month, past the "
            "threshold of {threshold:,.0f}"
        ),
    ),
    hidden=Text(zh="门诊支出达到部门预警线", en="outpatient costs past the department's warning threshold"),
    of=("medical_special_outpatient_1m",),
    condition="medical_special_outpatient_1m >= threshold",
    standards={"threshold": Threshold("special_outpatient_month_threshold")},
    evidence="medical_special_outpatient_1m",
    department=Department.MEDICAL_INSURANCE,
    theme=Theme.MEDICAL,
    risk="illness",
    firing="""
        household_id | medical_special_outpatient_1m | threshold
        H1           | 500                           | 500
    """,
    silent="""
        household_id | medical_special_outpatient_1m | threshold
        H1           | 499                           | 500
        H2           | -                             | 500
    """,
    source=Text(
        zh="医保局，每月5日前；一县部门预警阈值（示范文件，非官方来源）",
        en=(
            "medical insurance bureau, by the 5th of each month; one county's written warning thresholds "
            "(model document, unofficial)"
        ),
    ),
    unofficial=True,
)
