"""Checkers take more than half of the members with labour for a wrong risk type."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="缺劳动力但劳动力充足", en="Risk by lack of labour with labour"),
    says=Text(
        zh="风险为缺劳动力，{members}名成员中{able}名有劳动力",
        en="the risk is lack of labour, yet {able} of {members} members have labour",
    ),
    severity=Severity.DOUBT,
    mends=Department.AGRICULTURE,
    find="""
        SELECT m.household_id, a.members, a.able FROM monitored m JOIN able a USING (household_id)
        WHERE m.risk_type = 'labour' AND a.able * 2 > a.members
    """,
    fires={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | labour    | 2026-01-10  | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation | labour
            H1           | P1        | head     | ordinary
            H1           | P2        | spouse   | ordinary
        """,
    },
    silent={
        "status_decisions": """
            household_id | decision   | category | risk_type | happened_on | clue_on
            H1           | identified | unstable | labour    | 2026-01-10  | 2026-01-01
        """,
        "members": """
            household_id | person_id | relation | labour
            H1           | P1        | head     | lost
            H1           | P2        | spouse   | none
        """,
    },
)
