"""Subsidies end with the certificate although the disability does not."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="残疾人证已过期", en="Disability certificate has expired"),
    says=Text(zh="残疾人证已于{until}到期", en="the disability certificate expired on {until}"),
    severity=Severity.SITUATION,
    mends=Department.DISABLED_FEDERATION,
    find="""
        SELECT c.household_id, c.person_id, strftime(max(c.valid_until_on), '%Y-%m-%d') AS until
        FROM disability_certificates c JOIN people p USING (person_id) GROUP BY c.household_id, c.person_id
        HAVING max(coalesce(c.valid_until_on, DATE '9999-12-31')) < as_of()
    """,
    fires={
        "disability_certificates": """
            household_id | person_id | disability | grade | valid_until_on
            H1           | P1        | 4          | 2     | 2025-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
    },
    silent={
        "disability_certificates": """
            household_id | person_id | disability | grade | valid_until_on
            H1           | P1        | 4          | 2     | 2030-01-01
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
    },
)
