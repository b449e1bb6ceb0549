"""Below 100 yuan the unit is wrong, not the wage."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="月工资低于100元", en="Monthly wage below CNY 100"),
    says=Text(
        zh="月工资{wage:,.2f}元，疑似单位填错（万元或千元）",
        en="a monthly wage of CNY {wage:,.2f}; the unit may be thousands",
    ),
    severity=Severity.ERROR,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT household_id, person_id, monthly_wage_fen / 100 AS wage FROM employment_spells
        WHERE monthly_wage_fen > 0 AND monthly_wage_fen < 10000
    """,
    fires={
        "employment_spells": """
            household_id | person_id | work_state | place  | monthly_wage_fen
            H1           | P1        | employed   | county | 300
        """,
    },
    silent={
        "employment_spells": """
            household_id | person_id | work_state | place  | monthly_wage_fen
            H1           | P1        | employed   | county | 300000
        """,
    },
)
