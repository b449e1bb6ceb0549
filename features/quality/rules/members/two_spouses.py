"""The head has one spouse at a time; the other relation is wrong."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="户主有两个配偶", en="Two spouses of the head"),
    says=Text(zh="本户登记了{spouses}名配偶", en="{spouses} spouses of the head are recorded"),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, count(*) AS spouses FROM people WHERE relation = 'spouse' GROUP BY household_id
        HAVING count(*) > 1
    """,
    fires={
        "members": """
            household_id | person_id | relation
            H1           | P1        | spouse
            H1           | P2        | spouse
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
            H1           | P2        | spouse
        """,
    },
)
