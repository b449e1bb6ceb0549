"""Checkers take this for a wrong risk type."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="因务工不稳但无人务工过", en="Risk by unstable work without any work"),
    says=Text(
        zh="风险为因务工就业不稳，户内从无务工记录",
        en="the risk is unstable work, yet nobody was ever recorded at work",
    ),
    severity=Severity.DOUBT,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id FROM monitored
        WHERE risk_type = 'work' AND household_id NOT IN (SELECT p.household_id FROM people p
        JOIN employment_spells e USING (person_id)) AND household_id NOT IN (SELECT household_id
        FROM employment_spells) AND EXISTS (SELECT 1 FROM people) AND EXISTS (SELECT 1 FROM employment_spells)
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | work      | 2026-01-10  | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "employment_spells": """
            household_id | person_id | work_state | place
            H2           | P2        | employed   | county
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | work      | 2026-01-10  | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "employment_spells": """
            household_id | person_id | work_state | place
            H1           | P1        | employed   | county
        """,
    },
)
