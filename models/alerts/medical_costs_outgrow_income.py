"""Self-paid medical costs take a large share of the income of twelve months."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="医疗支出占收入比重过大", en="Medical costs take a large share of income"),
    reason=Text(
        zh=(
            "近12个月自付医疗费用{medical_out_of_pocket_12m:,.0f}元，相当于同期收入的{medical_share_of_income_12m:.0%}"
        ),
        en=(
            "paid CNY {medical_out_of_pocket_12m:,.0f} for treatment in 12 months, "
            "{medical_share_of_income_12m:.0%} of its income"
        ),
    ),
    hidden=Text(zh="医疗支出占收入比重较大", en="medical costs take a large share of income"),
    of=("medical_share_of_income_12m", "medical_out_of_pocket_12m"),
    condition="medical_share_of_income_12m >= least_share",
    standards={"least_share": Threshold("alert_thresholds", "medical_share_of_income")},
    evidence="medical_share_of_income_12m",
    department=Department.MEDICAL_INSURANCE,
    theme=Theme.MEDICAL,
    risk="illness",
    firing="""
        household_id | medical_share_of_income_12m | medical_out_of_pocket_12m | least_share
        H1           | 0.5                         | 20000                     | 0.5
    """,
    silent="""
        household_id | medical_share_of_income_12m | medical_out_of_pocket_12m | least_share
        H1           | 0.49                        | 20000                     | 0.5
        H2           | -                           | 20000                     | 0.5
    """,
    source=Text(zh="项目自定，待县里确认", en="our own default, for the county to confirm"),
    unofficial=True,
)
