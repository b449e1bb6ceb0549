"""Every household has one head."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="户内没有户主", en="No head"),
    says=Text(zh="本户有{members}名成员但没有户主", en="the household has {members} members and no head"),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, count(*) AS members FROM people GROUP BY household_id
        HAVING count(*) FILTER (WHERE relation = 'head') = 0 AND household_id NOT IN (SELECT household_id
        FROM left_home WHERE relation = 'head')
    """,
    fires={
        "members": """
            household_id | person_id | relation
            H1           | P1        | spouse
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
    },
)
