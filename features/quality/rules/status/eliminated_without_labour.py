"""Households without any labour are supported, never eliminated."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="整户无劳动力却已消除", en="Eliminated although nobody can work"),
    says=Text(
        zh="整户{members}人无劳动力，风险却已消除",
        en="none of the {members} members can work, yet the risk was eliminated",
    ),
    severity=Severity.ERROR,
    mends=Department.AGRICULTURE,
    find="""
        SELECT e.household_id, a.members FROM eliminated e JOIN able a USING (household_id)
        WHERE a.able = 0 AND a.unknown = 0
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
            H1           | eliminated | unstable | illness   | 2026-06-20  | -
        """,
        "members": """
            household_id | person_id | relation | labour
            H1           | P1        | head     | lost
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
            H1           | eliminated | unstable | illness   | 2026-06-20  | -
            H2           | identified | unstable | illness   | 2026-01-10  | 2026-01-01
            H2           | eliminated | unstable | illness   | 2026-06-20  | -
        """,
        "members": """
            household_id | person_id | relation | labour
            H1           | P1        | head     | ordinary
            H2           | P2        | head     | -
        """,
    },
)
