"""A number belongs to one person only."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="同一证件号码登记为两人", en="One identity number for two persons"),
    says=Text(zh="同一证件号码登记在{persons}个人名下", en="one identity number is recorded for {persons} persons"),
    severity=Severity.ERROR,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, person_id, persons
        FROM (SELECT *, count(DISTINCT person_id) OVER (PARTITION BY number_key) AS persons FROM identities
        WHERE number_key IS NOT NULL AND person_id IS NOT NULL) WHERE persons > 1
    """,
    fires={
        "identities": """
            household_id | person_id | number_key
            H1           | P1        | n1
            H2           | P2        | n1
        """,
    },
    silent={
        "identities": """
            household_id | person_id | number_key
            H1           | P1        | n1
            H2           | P1        | n1
        """,
    },
)
