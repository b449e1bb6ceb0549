"""Pensions begin at 60 for farmers."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="享受养老金但户内无60岁以上成员", en="Pension without anybody over 59"),
    says=Text(zh="享受养老金，但户内最年长者{oldest}岁", en="draws a pension although the oldest member is {oldest}"),
    severity=Severity.DOUBT,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT b.household_id, max(p.age) AS oldest FROM benefits_held b JOIN people p USING (household_id)
        WHERE b.benefit = 'old_age_pension' GROUP BY b.household_id
        HAVING max(p.age) < 59 AND count(p.age) = count(*)
    """,
    fires={
        "benefits": """
            household_id | benefit         | monthly_fen | after_clue | happened_on
            H1           | old_age_pension | 5000        | false      | 2025-09-01
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1990-01-01
        """,
    },
    silent={
        "benefits": """
            household_id | benefit         | monthly_fen | after_clue | happened_on
            H1           | old_age_pension | 5000        | false      | 2025-09-01
            H2           | old_age_pension | 5000        | false      | 2025-09-01
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1950-01-01
            H2           | P2        | head     | 1990-01-01
            H2           | P3        | parent   | -
        """,
    },
)
