"""Income must be stable for half a year first."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="纳入不满六个月即消除", en="Eliminated within six months"),
    says=Text(
        zh="{identified}纳入，{eliminated}消除，不满六个月",
        en="identified on {identified} and eliminated on {eliminated}, within six months",
    ),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT household_id, strftime(identified_on, '%Y-%m-%d') AS identified, strftime(eliminated_on,
        '%Y-%m-%d') AS eliminated FROM eliminated
        WHERE eliminated_on < identified_on + INTERVAL 6 MONTH AND eliminated_on >= identified_on
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
            H1           | eliminated | unstable | illness   | 2026-05-10  | -
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
            H1           | eliminated | unstable | illness   | 2026-07-10  | -
        """,
    },
)
