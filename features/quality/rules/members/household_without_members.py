"""An empty household cannot be visited or assessed."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="户内没有成员", en="No members"),
    says=Text(
        zh="在册户没有任何成员，应销户或补录成员",
        en="a household on the register without a single member: dissolve it or enter its members",
    ),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id FROM homes WHERE household_id NOT IN (SELECT household_id FROM people)
        AND EXISTS (SELECT 1 FROM members)
    """,
    fires={
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
        "members": """
            household_id | person_id | relation
            H2           | P2        | head
        """,
    },
    silent={
        "households": """
            household_id | village_code
            H1           | 990101001001
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
    },
)
