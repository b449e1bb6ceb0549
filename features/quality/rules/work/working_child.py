"""Work under 16 is child labour or somebody else's number."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="不满16岁务工", en="At work under 16"),
    says=Text(zh="开始务工时{age}岁", en="{age} years old when the work began"),
    severity=Severity.ERROR,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT j.household_id, j.person_id, age_on(p.born_on, j.happened_on) AS age FROM employment_spells j
        JOIN people p USING (person_id)
        WHERE j.work_state IN ('employed', 'self_employed') AND age_on(p.born_on, j.happened_on) < 16
    """,
    fires={
        "employment_spells": """
            household_id | person_id | work_state | place  | happened_on
            H1           | P1        | employed   | county | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | child    | 2014-01-01
        """,
    },
    silent={
        "employment_spells": """
            household_id | person_id | work_state | place  | happened_on
            H1           | P1        | employed   | county | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1990-01-01
        """,
    },
)
