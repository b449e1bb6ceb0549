"""Same name, same birth date, same village, different numbers: mostly one person entered twice."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="疑似重复登记", en="Probably one person entered twice"),
    says=Text(
        zh="同村另有{others}人姓名与出生日期都相同，请核实是否同一人",
        en="{others} more persons of the village have the same name and birth date; is it the same person?",
    ),
    severity=Severity.DOUBT,
    mends=Department.TOWNSHIP,
    find="""
        SELECT household_id, person_id, n - 1 AS others
        FROM (SELECT p.household_id, p.person_id, count(DISTINCT p.person_id) OVER (PARTITION BY i.name_key,
        p.born_on, h.village_code) AS n FROM people p JOIN identities i USING (household_id, person_id)
        JOIN homes h USING (household_id) WHERE i.name_key IS NOT NULL AND p.born_on IS NOT NULL) WHERE n > 1
    """,
    fires={
        "identities": """
            household_id | person_id | number_key | name_key
            H1           | P1        | n1         | a
            H2           | P2        | n2         | a
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1980-01-01
            H2           | P2        | head     | 1980-01-01
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
            H2           | 990101001001
        """,
    },
    silent={
        "identities": """
            household_id | person_id | number_key | name_key
            H1           | P1        | n1         | a
            H2           | P2        | n2         | a
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1980-01-01
            H2           | P2        | head     | 1980-01-02
        """,
        "households": """
            household_id | village_code
            H1           | 990101001001
            H2           | 990101001001
        """,
    },
)
