"""The two dates were exchanged or mistyped."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="离开日期早于加入日期", en="Left before joining"),
    says=Text(zh="离开日期{gone}早于加入日期{joined}", en="left on {gone}, before joining on {joined}"),
    severity=Severity.ERROR,
    mends=Department.PUBLIC_SECURITY,
    find="""
        SELECT household_id, person_id, strftime(left_on, '%Y-%m-%d') AS gone, strftime(happened_on, '%Y-%m-%d')
        AS joined FROM members WHERE left_on < happened_on
    """,
    fires={
        "members": """
            household_id | person_id | relation | happened_on | left_on
            H1           | P1        | head     | 2020-01-01  | 2019-01-01
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | happened_on | left_on
            H1           | P1        | head     | 2020-01-01  | 2021-01-01
        """,
    },
)
