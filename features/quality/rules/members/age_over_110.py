"""Mostly a death that nobody reported or a wrong century."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="年龄超过110岁", en="Age over 110"),
    says=Text(zh="年龄为{age}岁，请核实是否健在", en="recorded as {age} years old; is the person alive?"),
    severity=Severity.ERROR,
    mends=Department.PUBLIC_SECURITY,
    find="""
        SELECT household_id, person_id, age FROM people WHERE age > 110
    """,
    fires={
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1900-01-01
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1930-01-01
        """,
    },
)
