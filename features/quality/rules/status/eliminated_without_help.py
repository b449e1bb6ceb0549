"""Elimination needs at least one measure."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="没有帮扶措施即消除", en="Eliminated without any help"),
    says=Text(zh="风险已消除，但没有任何帮扶措施记录", en="the risk was eliminated without any help on record"),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id FROM eliminated WHERE household_id NOT IN (SELECT household_id
        FROM help_given) AND EXISTS (SELECT 1 FROM help_given)
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
            H1           | eliminated | unstable | illness   | 2026-06-20  | -
        """,
        "help_given": """
            household_id | measure | happened_on
            H2           | x       | 2026-02-01
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
            H1           | eliminated | unstable | illness   | 2026-06-20  | -
        """,
        "help_given": """
            household_id | measure | happened_on
            H1           | x       | 2026-02-01
        """,
    },
)
