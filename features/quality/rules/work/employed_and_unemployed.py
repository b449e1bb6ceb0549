"""The earlier spell was not closed; three months are left for the end to be reported."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="同时在岗与失业", en="Employed and unemployed at once"),
    says=Text(zh="同一人同时有在岗记录和失业记录", en="recorded at work and out of work at the same time"),
    severity=Severity.ERROR,
    mends=Department.HUMAN_RESOURCES,
    find="""
        SELECT DISTINCT u.household_id, u.person_id FROM employment_spells u JOIN jobs j USING (person_id)
        WHERE u.work_state = 'unemployed' AND (u.ended_on IS NULL OR u.ended_on > as_of()) AND
        greatest(u.happened_on, j.happened_on) < as_of() - 90
    """,
    fires={
        "employment_spells": """
            household_id | person_id | work_state | place
            H1           | P1        | employed   | county
            H1           | P1        | unemployed | -
        """,
    },
    silent={
        "employment_spells": """
            household_id | person_id | work_state | place  | ended_on
            H1           | P1        | employed   | county | 2026-03-01
            H1           | P1        | unemployed | -      | -
        """,
    },
)
