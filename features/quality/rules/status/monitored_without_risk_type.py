"""Help is chosen by the risk."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="监测对象没有风险类型", en="Monitored without a risk type"),
    says=Text(zh="{since}纳入监测，没有返贫致贫风险类型", en="monitored since {since} without a risk type"),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, strftime(identified_on, '%Y-%m-%d') AS since FROM monitored WHERE risk_type IS NULL
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | happened_on | clue_on
            H1           | identified | unstable | 2026-01-10  | 2026-01-01
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
        """,
    },
)
