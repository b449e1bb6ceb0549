"""A parent is a generation older."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="父母与户主年龄差过小", en="Parent less than 13 years older than the head"),
    says=Text(
        zh="父母只比户主大{years}岁，请核对关系或出生日期",
        en="the parent is only {years} years older than the head; check relation or birth date",
    ),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT p.household_id, p.person_id, p.age - h.age AS years FROM people p
        JOIN people h USING (household_id)
        WHERE p.relation = 'parent' AND h.relation = 'head' AND p.age - h.age < 13
    """,
    fires={
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1980-01-01
            H1           | P2        | parent   | 1975-01-01
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1980-01-01
            H1           | P2        | parent   | 1955-01-01
        """,
    },
)
