"""Consent, signature and account hang on the head."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="户主离开后未变更户主", en="Head left and nobody followed"),
    says=Text(
        zh="户主已于{gone}离开，仍有{members}名成员而无新户主",
        en="the head left on {gone}; {members} members remain without a new one",
    ),
    severity=Severity.SITUATION,
    mends=Department.TOWNSHIP,
    find="""
        SELECT l.household_id, strftime(max(l.left_on), '%Y-%m-%d') AS gone, count(DISTINCT p.person_id) AS
        members FROM left_home l JOIN people p USING (household_id)
        WHERE l.relation = 'head' AND l.household_id NOT IN (SELECT household_id FROM people
        WHERE relation = 'head') GROUP BY l.household_id
    """,
    fires={
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
            H1           | P2        | child    | -          | -
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
            H1           | P2        | head     | -          | -
        """,
    },
)
