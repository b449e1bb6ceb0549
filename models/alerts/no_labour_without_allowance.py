"""Nobody in the household can work, and neither subsistence allowance nor hardship support is drawn."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="整户无劳动力未纳入兜底", en="No labour and no safety net"),
    reason=Text(
        zh="整户无劳动力，近12个月人均纯收入{net_income_per_head_12m:,.0f}元，未享受低保",
        en=(
            "nobody in the household can work; income per head is CNY {net_income_per_head_12m:,.0f} in 12 "
            "months, without subsistence allowance"
        ),
    ),
    hidden=Text(zh="应享受的保障需要核实", en="support it may be entitled to needs to be checked"),
    of=("no_labour", "subsistence_allowance_drawn", "net_income_per_head_12m"),
    condition=(
        "no_labour > 0 AND subsistence_allowance_drawn = 0 AND net_income_per_head_12m < least_lines * monitoring_line"
    ),
    standards={"least_lines": Threshold("alert_thresholds", "no_labour_income_in_lines")},
    evidence="no_labour",
    department=Department.CIVIL_AFFAIRS,
    theme=Theme.MEMBERS,
    risk="labour",
    mended_by="subsistence_allowance",
    firing="""
        household_id | no_labour | subsistence_allowance_drawn | net_income_per_head_12m | monitoring_line | least_lines
        H1           | 1         | 0                          | 9000                    | 8500            | 1.5
    """,
    silent="""
        household_id | no_labour | subsistence_allowance_drawn | net_income_per_head_12m | monitoring_line | least_lines
        H1           | 1         | 1                          | 9000                    | 8500            | 1.5
        H2           | 0         | 0                          | 9000                    | 8500            | 1.5
        H3           | 1         | 0                          | 20000                   | 8500            | 1.5
        H4           | -         | 0                          | 9000                    | 8500            | 1.5
    """,
    source=Text(
        zh="整户无劳动力兜底保障户应有低保或特困供养",
        en="a household without labour must have subsistence allowance or hardship support",
    ),
    unofficial=True,
)
