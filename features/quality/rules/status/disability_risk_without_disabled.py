"""Checkers take this for a wrong risk type."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="因残但户内无残疾人", en="Risk by disability without a disabled member"),
    says=Text(zh="风险为因残，户内无人持残疾人证", en="the risk is disability, yet no member holds a certificate"),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id FROM monitored
        WHERE risk_type = 'disability' AND household_id NOT IN (SELECT p.household_id FROM people p
        JOIN disability_certificates c USING (person_id))
        AND EXISTS (SELECT 1 FROM people) AND EXISTS (SELECT 1 FROM disability_certificates)
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type  | happened_on | clue_on
            H1           | identified | unstable | disability | 2026-01-10  | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "disability_certificates": """
            household_id | person_id | disability | grade
            H2           | P2        | 4          | 2
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type  | happened_on | clue_on
            H1           | identified | unstable | disability | 2026-01-10  | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
        "disability_certificates": """
            household_id | person_id | disability | grade
            H1           | P1        | 4          | 2
        """,
    },
)
