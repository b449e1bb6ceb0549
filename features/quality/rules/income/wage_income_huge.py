"""Above 30,000 yuan a month is mostly a year's income entered once."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="月工资收入高于3万元", en="A month's wage above CNY 30,000"),
    says=Text(
        zh="{month}工资收入{amount:,.0f}元，请核对是否为全年收入",
        en="wage of CNY {amount:,.0f} in {month}; is it a year's?",
    ),
    severity=Severity.DOUBT,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, person_id, strftime(happened_on, '%Y-%m') AS month, amount_fen / 100 AS amount
        FROM incomes WHERE income_kind = 'wage' AND amount_fen > 3000000
    """,
    fires={
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 4500000    | 2026-05-31
        """,
    },
    silent={
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 450000     | 2026-05-31
        """,
    },
)
