"""Shared numbers often are the village officer's; the household itself then cannot be reached."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="多户共用一个联系电话", en="Several households share a telephone"),
    says=Text(
        zh="与另外{others}户共用同一联系电话，请核实能否联系到本户",
        en="shares its telephone with {others} other households; make sure that it can be reached",
    ),
    severity=Severity.DOUBT,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, min(person_id) AS person_id, max(n) - 1 AS others
        FROM (SELECT i.*, count(DISTINCT household_id) OVER (PARTITION BY phone_key) AS n FROM identities i
        JOIN homes USING (household_id) WHERE phone_key IS NOT NULL) WHERE n > 2 GROUP BY household_id
    """,
    fires={
        "identities": """
            household_id | person_id | phone_key
            H1           | P1        | t
            H2           | P2        | t
            H3           | P3        | t
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
            H2           | 990101001001
            H3           | 990101001001
        """,
    },
    silent={
        "identities": """
            household_id | person_id | phone_key
            H1           | P1        | t
            H1           | P2        | t
            H2           | P3        | t
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
            H2           | 990101001001
        """,
    },
)
