"""Every monitored household has a named contact."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="监测对象没有联系人", en="Monitored without a helper contact"),
    says=Text(zh="{since}纳入监测，没有监测联系人", en="monitored since {since} without a helper contact"),
    severity=Severity.SITUATION,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, strftime(identified_on, '%Y-%m-%d') AS since FROM monitored
        WHERE household_id NOT IN (SELECT household_id FROM helper_assignments
        WHERE ended_on IS NULL OR ended_on > as_of()) AND EXISTS (SELECT 1 FROM helper_assignments)
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
        """,
        "helper_assignments": """
            household_id | helper_id
            H2           | x
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
        """,
        "helper_assignments": """
            household_id | helper_id
            H1           | x
        """,
    },
)
