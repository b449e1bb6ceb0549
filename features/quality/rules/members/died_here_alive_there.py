"""One of the two records is wrong, and every benefit paid meanwhile with it."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="已登记死亡又为在册成员", en="Recorded as dead and as a present member"),
    says=Text(zh="{died}已登记死亡，仍是在册成员", en="recorded as dead on {died} and still a present member"),
    severity=Severity.ERROR,
    mends=Department.PUBLIC_SECURITY,
    find="""
        SELECT p.household_id, p.person_id, strftime(d.died_on, '%Y-%m-%d') AS died FROM people p
        JOIN dead d USING (person_id)
    """,
    fires={
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
            H2           | P1        | other    | -          | -
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | move
            H2           | P1        | other    | -          | -
        """,
    },
)
