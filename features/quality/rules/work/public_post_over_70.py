"""Public posts end at the age of retirement; 70 is beyond every local rule."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="70岁以上在公益性岗位", en="Public post over 70"),
    says=Text(zh="{age}岁仍在公益性岗位", en="{age} years old in a public post"),
    severity=Severity.ERROR,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT j.household_id, j.person_id, p.age FROM jobs j JOIN people p USING (person_id)
        WHERE j.public_post AND p.age >= 70
    """,
    fires={
        "employment_spells": """
            household_id | person_id | work_state | place    | public_post
            H1           | P1        | employed   | township | true
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1950-01-01
        """,
    },
    silent={
        "employment_spells": """
            household_id | person_id | work_state | place    | public_post
            H1           | P1        | employed   | township | true
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1970-01-01
        """,
    },
)
