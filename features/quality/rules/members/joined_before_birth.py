"""Nobody joins a household before being born; who was registered with it carries the household's date."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="加入日期早于出生日期", en="Joined before birth"),
    says=Text(
        zh="加入本户的日期{joined}早于出生日期{born}", en="joined the household on {joined}, before the birth on {born}"
    ),
    severity=Severity.ERROR,
    mends=Department.PUBLIC_SECURITY,
    find="""
        SELECT household_id, person_id, strftime(happened_on, '%Y-%m-%d') AS joined, strftime(born_on,
        '%Y-%m-%d') AS born FROM members WHERE happened_on < born_on AND coalesce(joined_by, '') <> 'registered'
    """,
    fires={
        "members": """
            household_id | person_id | relation | born_on    | happened_on
            H1           | P1        | child    | 2020-05-01 | 2020-01-01
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | born_on    | happened_on
            H1           | P1        | child    | 2020-05-01 | 2020-05-01
        """,
    },
)
