"""All guarantees must hold before elimination."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="消除时饮水仍不安全", en="Eliminated with unsafe water"),
    says=Text(zh="风险已消除，最近一次核查饮水不安全", en="the risk was eliminated although the water is unsafe"),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT e.household_id FROM eliminated e JOIN water w USING (household_id) WHERE NOT w.safe
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
            H1           | eliminated | unstable | illness   | 2026-06-20  | -
        """,
        "drinking_water": """
            household_id | safe
            H1           | false
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
            H1           | eliminated | unstable | illness   | 2026-06-20  | -
        """,
        "drinking_water": """
            household_id | safe
            H1           | true
        """,
    },
)
