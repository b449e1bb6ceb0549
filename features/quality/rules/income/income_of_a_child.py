"""The row was put on the wrong member."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="不满14岁有工资收入", en="Wages of a child"),
    says=Text(zh="{age}岁有工资收入", en="{age} years old with wages"),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT DISTINCT i.household_id, i.person_id, age_on(p.born_on, i.happened_on) AS age FROM incomes i
        JOIN people p USING (person_id)
        WHERE i.income_kind = 'wage' AND i.amount_fen > 0 AND age_on(p.born_on, i.happened_on) < 14
    """,
    fires={
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 45000      | 2026-05-31
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | child    | 2016-01-01
        """,
    },
    silent={
        "incomes": """
            household_id | person_id | income_kind | amount_fen | happened_on
            H1           | P1        | wage        | 45000      | 2026-05-31
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1986-01-01
        """,
    },
)
