"""Net income per head of the past twelve months after compliant self-paid medical costs: what was left to live on."""

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("net_income_per_head_12m", "medical_compliant_12m", "equivalent_members"),
    value="net_income_per_head_12m - medical_compliant_12m / nullif(equivalent_members, 0)",
    unit="CNY per head",
    direction=Direction.LOWERS_RISK,
    label=Text(
        zh="近12个月扣除合规自付后人均纯收入",
        en="Net income per head after compliant medical costs, past 12 months",
    ),
    reason=Text(
        zh="扣除合规自付医疗费用后，近12个月人均纯收入{value:,.0f}元",
        en="had CNY {value:,.0f} per head left in 12 months after production and compliant medical costs",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(-5_000_000, 5_000_000),
    privacy=Privacy.HEALTH,
    theme=Theme.INCOME,
    example=Example(
        values="""
            household_id | net_income_per_head_12m | medical_compliant_12m | equivalent_members
            H1           | 4000                    | 8000                  | 4
            H2           | 4000                    | -                     | 4
            H3           | -                       | 8000                  | 4
            H4           | 4000                    | 8000                  | 0
        """,
        expect={"H1": 2000, "H2": None, "H3": None, "H4": None},
    ),
)
