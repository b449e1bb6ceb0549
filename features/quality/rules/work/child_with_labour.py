"""Nobody under 16 counts as labour."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="不满16岁登记为劳动力", en="Under 16 and counted as labour"),
    says=Text(zh="{age}岁，劳动技能登记为{labour}", en="{age} years old and recorded as {labour} labour"),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, person_id, age, labour FROM people
        WHERE age < 16 AND labour IN ('skilled', 'ordinary', 'weak')
    """,
    fires={
        "members": """
            household_id | person_id | relation | born_on    | labour
            H1           | P1        | child    | 2015-01-01 | ordinary
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | born_on    | labour
            H1           | P1        | child    | 2015-01-01 | none
        """,
    },
)
