"""Above 10,000 yuan a month is mostly a year's sum or fen taken for yuan."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="待遇月均金额异常", en="Benefit out of range"),
    says=Text(
        zh="{benefit}月均{monthly:,.0f}元，请核对单位", en="{benefit} of CNY {monthly:,.0f} a month; check the unit"
    ),
    severity=Severity.DOUBT,
    mends=Department.CIVIL_AFFAIRS,
    find="""
        SELECT household_id, benefit, monthly_fen / 100 AS monthly FROM benefits WHERE monthly_fen > 1000000
    """,
    fires={
        "benefits": """
            household_id | benefit    | monthly_fen | after_clue | happened_on
            H1           | social_aid | 5000000     | false      | 2025-09-01
        """,
    },
    silent={
        "benefits": """
            household_id | benefit    | monthly_fen | after_clue | happened_on
            H1           | social_aid | 50000       | false      | 2025-09-01
        """,
    },
)
