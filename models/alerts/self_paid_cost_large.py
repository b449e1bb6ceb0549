"""Self-paid medical costs of twelve months reach the department's threshold, lower for formerly poor households."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="自付医疗费用超阈值", en="Large self-paid medical costs"),
    reason=Text(
        zh="近12个月自付医疗费用{medical_out_of_pocket_12m:,.0f}元，达到{threshold:,.0f}元的预警线",
        en=(
            "paid CNY {medical_out_of_pocket_12m:,.0f} for treatment in 12 months, past the warning threshold "
            "of {threshold:,.0f}"
        ),
    ),
    hidden=Text(zh="医疗支出达到部门预警线", en="medical costs past the department's warning threshold"),
    of=("medical_out_of_pocket_12m", "formerly_poor"),
    condition="medical_out_of_pocket_12m >= threshold",
    standards={"threshold": Threshold("self_paid_threshold", by_formerly_poor=True)},
    evidence="medical_out_of_pocket_12m",
    department=Department.MEDICAL_INSURANCE,
    theme=Theme.MEDICAL,
    risk="illness",
    firing="""
        household_id | medical_out_of_pocket_12m | formerly_poor | threshold
        H1           | 5000                      | 1             | 5000
        H2           | 20000                     | 0             | 20000
    """,
    silent="""
        household_id | medical_out_of_pocket_12m | formerly_poor | threshold
        H1           | 4999                      | 1             | 5000
        H2           | 5000                      | 0             | 20000
        H3           | -                         | 1             | 5000
        H4           | 90000                     | -             | 5000
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
