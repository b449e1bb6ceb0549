"""Every household has one head."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="一户有两个户主", en="Two heads"),
    says=Text(zh="本户登记了{heads}名户主", en="{heads} heads are recorded"),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, count(*) AS heads FROM people WHERE relation = 'head' GROUP BY household_id
        HAVING count(*) > 1
    """,
    fires={
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
            H1           | P2        | head
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
