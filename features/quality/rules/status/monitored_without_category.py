"""Each of the three categories has its own tests and tables."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="监测对象没有类别", en="Monitored without a category"),
    says=Text(zh="{since}纳入监测，没有监测对象类别", en="monitored since {since} without a category"),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, strftime(identified_on, '%Y-%m-%d') AS since FROM monitored WHERE category IS NULL
    """,
    fires={
        "status_decisions": """
            household_id | decision   | risk_type | happened_on | clue_on
            H1           | identified | illness   | 2026-01-10  | 2026-01-01
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
        """,
    },
)
