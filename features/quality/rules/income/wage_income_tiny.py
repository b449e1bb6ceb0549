"""Below 100 yuan a month the unit is wrong, or the month was not a full one."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="月工资收入低于100元", en="A month's wage below CNY 100"),
    says=Text(
        zh="{month}工资收入只有{amount:,.2f}元，请核对单位",
        en="wage of only CNY {amount:,.2f} in {month}; check the unit",
    ),
    severity=Severity.DOUBT,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, person_id, strftime(happened_on, '%Y-%m') AS month, amount_fen / 100 AS amount
        FROM incomes WHERE income_kind = 'wage' AND amount_fen > 0 AND amount_fen < 10000
    """,
    fires={
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 300        | 2026-05-31
        """,
    },
    silent={
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 300000     | 2026-05-31
        """,
    },
)
