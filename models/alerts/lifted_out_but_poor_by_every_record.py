"""Marked as lifted out of poverty, yet poor by every record there is: income, and the visitors' own assessment."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="标记脱贫但各项记录均显示贫困", en="Lifted out on paper, poor by every record"),
    reason=Text(
        zh=(
            "已标记脱贫，但近12个月人均纯收入{net_income_per_head_12m:,.0f}元低于监测范围，"
            "最近一次四看法评估{assessment_points:.0f}分（{limit:.0f}分以下为贫困）"
        ),
        en=(
            "marked as lifted out, but income per head is CNY {net_income_per_head_12m:,.0f} in 12 months, "
            "below the line, and the last assessment gave {assessment_points:.0f} points (below {limit:.0f} is poor)"
        ),
    ),
    hidden=Text(zh="标记脱贫与各项记录不符", en="marked as lifted out, against every record"),
    of=("net_income_per_head_12m", "assessment_points", "formerly_poor"),
    condition="formerly_poor > 0 AND net_income_per_head_12m < monitoring_line AND assessment_points < limit",
    standards={"limit": Threshold("alert_thresholds", "assessment_poor_below")},
    evidence="monitoring_line - net_income_per_head_12m",
    returns_with="household_assessments",
    department=Department.AGRICULTURE,
    theme=Theme.INCOME,
    firing="""
        household_id | formerly_poor | net_income_per_head_12m | assessment_points | monitoring_line | limit
        H1           | 1             | 6000                    | 52                | 8500            | 60
    """,
    silent="""
        household_id | formerly_poor | net_income_per_head_12m | assessment_points | monitoring_line | limit
        H1           | 1             | 9000                    | 52                | 8500            | 60
        H2           | 1             | 6000                    | 61                | 8500            | 60
        H3           | -             | 6000                    | 52                | 8500            | 60
        H4           | 1             | 6000                    | -                 | 8500            | 60
    """,
    source=Text(
        zh="账实相符核查；四看法60分以下为贫困",
        en="does the mark agree with the records; below 60 points of the four-look assessment is poor",
    ),
)
