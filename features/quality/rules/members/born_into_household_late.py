"""Who joins by birth joins on the day of birth; registration may take a year."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="“出生”加入但日期不符", en="Joined by birth on another day"),
    says=Text(
        zh="以“出生”加入，但加入日期与出生日期相差{days}天",
        en="joined by birth, yet {days} days away from the birth date",
    ),
    severity=Severity.ERROR,
    mends=Department.PUBLIC_SECURITY,
    find="""
        SELECT household_id, person_id, abs(date_diff('day', born_on, happened_on)) AS days FROM members
        WHERE joined_by = 'birth' AND abs(date_diff('day', born_on, happened_on)) > 400
    """,
    fires={
        "members": """
            household_id | person_id | relation | born_on    | joined_by | happened_on
            H1           | P1        | child    | 2020-01-01 | birth     | 2023-01-01
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | born_on    | joined_by | happened_on
            H1           | P1        | child    | 2020-01-01 | birth     | 2020-01-01
        """,
    },
)
