"""The law allows marriage at 20 and 22; below 18 the date or the relation is wrong."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="配偶不满18岁", en="Spouse under 18"),
    says=Text(zh="配偶{age}岁，早于法定婚龄", en="the spouse is {age}, below the age of marriage"),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, person_id, age FROM people WHERE relation = 'spouse' AND age < 18
    """,
    fires={
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | spouse   | 2012-01-01
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | spouse   | 2000-01-01
        """,
    },
)
