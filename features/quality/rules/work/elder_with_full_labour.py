"""The entry was not updated with age."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="80岁以上登记为劳动力", en="Over 80 with full labour"),
    says=Text(zh="{age}岁，仍登记为{labour}劳动力", en="{age} years old and still recorded as {labour} labour"),
    severity=Severity.DOUBT,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, person_id, age, labour FROM people
        WHERE age >= 80 AND labour IN ('skilled', 'ordinary')
    """,
    fires={
        "members": """
            household_id | person_id | relation | born_on    | labour
            H1           | P1        | head     | 1940-01-01 | ordinary
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | born_on    | labour
            H1           | P1        | head     | 1940-01-01 | lost
        """,
    },
)
