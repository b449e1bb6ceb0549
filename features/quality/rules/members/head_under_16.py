"""A child can head a household only on paper."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="户主不满16岁", en="Head under 16"),
    says=Text(zh="户主{age}岁，请核实实际监护人", en="the head is {age}; who is the guardian?"),
    severity=Severity.DOUBT,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, person_id, age FROM people WHERE relation = 'head' AND age < 16
    """,
    fires={
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 2012-01-01
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 2005-01-01
        """,
    },
)
