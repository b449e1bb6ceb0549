"""The spell was not closed, or the death is another's."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="死亡后仍在务工", en="At work after death"),
    says=Text(zh="{died}已登记死亡，仍有在岗记录", en="recorded as dead on {died} and still at work"),
    severity=Severity.ERROR,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT j.household_id, j.person_id, strftime(d.died_on, '%Y-%m-%d') AS died FROM jobs j
        JOIN dead d USING (person_id) WHERE d.died_on < as_of() - 60
    """,
    fires={
        "employment_spells": """
            household_id | person_id | work_state | place
            H1           | P1        | employed   | county
        """,
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
        """,
    },
    silent={
        "employment_spells": """
            household_id | person_id | work_state | place  | ended_on
            H1           | P1        | employed   | county | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
        """,
    },
)
