"""The two dates were exchanged or mistyped."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="认定早于线索", en="Decided before the clue"),
    says=Text(zh="审定日期{decided}早于线索日期{clue}", en="decided on {decided}, before the clue of {clue}"),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, strftime(happened_on, '%Y-%m-%d') AS decided, strftime(clue_on, '%Y-%m-%d') AS clue
        FROM status_decisions WHERE happened_on < clue_on
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-02-01
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
        """,
    },
)
