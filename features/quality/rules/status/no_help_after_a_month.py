"""At least one measure is due within a month."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="纳入一个月仍无帮扶措施", en="No help a month after identification"),
    says=Text(zh="{since}纳入监测，至今没有帮扶措施", en="monitored since {since} without any help recorded"),
    severity=Severity.SITUATION,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, strftime(identified_on, '%Y-%m-%d') AS since FROM monitored
        WHERE identified_on < as_of() - 31 AND household_id NOT IN (SELECT household_id FROM help_given)
        AND EXISTS (SELECT 1 FROM help_given)
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
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
        """,
        "help_given": """
            household_id | measure | happened_on
            H1           | x       | 2026-02-01
        """,
    },
)
