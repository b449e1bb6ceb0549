"""Only elders live here, their income lies below the line, and no subsistence allowance is drawn."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="老年户低收入未享受低保", en="Elders of low income without allowance"),
    reason=Text(
        zh="全户均为老年人，近12个月人均纯收入{net_income_per_head_12m:,.0f}元低于监测范围，未享受低保",
        en=(
            "only elders live here; income per head is CNY {net_income_per_head_12m:,.0f} in 12 months, below "
            "the line, without subsistence allowance"
        ),
    ),
    hidden=Text(zh="应享受的保障需要核实", en="support it may be entitled to needs to be checked"),
    of=("net_income_per_head_12m", "subsistence_allowance_drawn", "elders_only"),
    condition="elders_only > 0 AND subsistence_allowance_drawn = 0 AND net_income_per_head_12m < monitoring_line",
    evidence="monitoring_line - net_income_per_head_12m",
    department=Department.CIVIL_AFFAIRS,
    theme=Theme.SUPPORT,
    risk="labour",
    mended_by="subsistence_allowance",
    firing="""
        household_id | elders_only | subsistence_allowance_drawn | net_income_per_head_12m | monitoring_line
        H1           | 1           | 0                          | 4000                    | 8500
    """,
    silent="""
        household_id | elders_only | subsistence_allowance_drawn | net_income_per_head_12m | monitoring_line
        H1           | 1           | 1                          | 4000                    | 8500
        H2           | 0           | 0                          | 4000                    | 8500
        H3           | 1           | 0                          | 9000                    | 8500
        H4           | 1           | -                          | 4000                    | 8500
    """,
    source=Text(zh="民政局；八必访中的特殊困难老人", en="civil affairs bureau: elders in difficulty"),
)
