"""A person is monitored with one household only."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="一人同时在两户", en="One person in two households at once"),
    says=Text(zh="同一人同时登记为{homes}户的成员", en="one person is a present member of {homes} households"),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, person_id, homes
        FROM (SELECT household_id, person_id, count(DISTINCT household_id) OVER (PARTITION BY person_id) AS
        homes FROM people) WHERE homes > 1
    """,
    fires={
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
            H2           | P1        | other
        """,
    },
    silent={
        "members": """
            household_id | person_id | relation | left_on
            H1           | P1        | head     | 2026-01-01
            H2           | P1        | other    | -
        """,
    },
)
