"""Safe water is guaranteed; it must be acted on."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="饮水不安全未纳入监测", en="Unsafe water, not monitored"),
    says=Text(zh="饮水不安全，未纳入监测", en="the water is unsafe and the household is not monitored"),
    severity=Severity.SITUATION,
    mends=Department.WATER,
    find="""
        SELECT w.household_id FROM water w JOIN homes USING (household_id)
        WHERE NOT w.safe AND w.household_id NOT IN (SELECT household_id FROM monitored)
        AND EXISTS (SELECT 1 FROM status_decisions)
    """,
    fires={
        "drinking_water": """
            household_id | safe
            H1           | false
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H2           | identified | marginal | housing   | 2026-01-10  | 2026-01-01
        """,
    },
    silent={
        "drinking_water": """
            household_id | safe
            H1           | true
            H2           | false
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
            H2           | 990101001001
        """,
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H2           | identified | marginal | housing   | 2026-01-10  | 2026-01-01
        """,
    },
)
