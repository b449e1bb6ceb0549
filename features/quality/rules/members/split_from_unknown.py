"""The history of a household follows this line; without it its records before are lost."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="分户来源户不存在", en="Split from a household that is not there"),
    says=Text(
        zh="登记为由另一户分出，但来源户不在册", en="recorded as split from a household that is not on the register"
    ),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id FROM homes
        WHERE came_from_household_id IS NOT NULL AND came_from_household_id NOT IN (SELECT household_id
        FROM households)
    """,
    fires={
        "households": """
            household_id | village_code | came_from_household_id
            H1           | 990101001001 | H9
        """,
    },
    silent={
        "households": """
            household_id | village_code | came_from_household_id
            H1           | 990101001001 | H2
            H2           | 990101001001 | -
        """,
    },
)
