"""The ledger was carried on without looking."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="死亡后仍有收入", en="Income after death"),
    says=Text(zh="{died}已登记死亡，{month}仍有工资收入", en="recorded as dead on {died} with wages in {month}"),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT i.household_id, i.person_id, strftime(d.died_on, '%Y-%m-%d') AS died,
        strftime(max(i.happened_on), '%Y-%m') AS month FROM incomes i JOIN dead d USING (person_id)
        WHERE i.income_kind = 'wage' AND i.amount_fen > 0 AND i.happened_on > d.died_on + 62 GROUP BY ALL
    """,
    fires={
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 45000      | 2026-05-31
        """,
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
        """,
    },
    silent={
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 45000      | 2025-12-31
        """,
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
        """,
    },
)
