"""Above 30,000 yuan a month is mostly a year's wage or fen taken for yuan."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="月工资高于3万元", en="Monthly wage above CNY 30,000"),
    says=Text(
        zh="月工资{wage:,.0f}元，请核对单位与金额",
        en="a monthly wage of CNY {wage:,.0f}; check the unit and the amount",
    ),
    severity=Severity.DOUBT,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT household_id, person_id, monthly_wage_fen / 100 AS wage FROM employment_spells
        WHERE monthly_wage_fen > 3000000
    """,
    fires={
        "employment_spells": """
            household_id | person_id | work_state | place  | monthly_wage_fen
            H1           | P1        | employed   | county | 5000000
        """,
    },
    silent={
        "employment_spells": """
            household_id | person_id | work_state | place  | monthly_wage_fen
            H1           | P1        | employed   | county | 500000
        """,
    },
)
