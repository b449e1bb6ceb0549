"""A child is a generation younger."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="子女与户主年龄差过小", en="Child less than 13 years younger than the head"),
    says=Text(
        zh="子女只比户主小{years}岁，请核对关系或出生日期",
        en="the child is only {years} years younger than the head; check relation or birth date",
    ),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT c.household_id, c.person_id, h.age - c.age AS years FROM people c
        JOIN people h USING (household_id)
        WHERE c.relation = 'child' AND h.relation = 'head' AND h.age - c.age < 13
    """,
    fires={
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1980-01-01
            H1           | P2        | child    | 1985-01-01
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1980-01-01
            H1           | P2        | child    | 2010-01-01
        """,
    },
)
