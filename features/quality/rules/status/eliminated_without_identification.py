"""The first decision is missing or belongs to another household."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="从未认定却已消除", en="Eliminated without having been identified"),
    says=Text(
        zh="有风险消除决定，但没有纳入监测的决定",
        en="the risk was eliminated without a decision that identified the household",
    ),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id FROM eliminated WHERE identified_on IS NULL
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on
            H1           | eliminated | unstable | illness   | 2026-01-10
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
            H1           | eliminated | unstable | illness   | 2026-06-10  | -
        """,
    },
)
