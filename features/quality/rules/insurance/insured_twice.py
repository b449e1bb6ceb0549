"""Everybody is insured in exactly one of the two schemes."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="重复参保", en="Insured twice"),
    says=Text(zh="同时参加{schemes}种基本医疗保险", en="insured with {schemes} basic schemes at once"),
    severity=Severity.ERROR,
    mends=Department.MEDICAL_INSURANCE,
    find="""
        SELECT c.household_id, c.person_id, count(DISTINCT c.scheme) AS schemes FROM cover c
        JOIN people p USING (person_id) WHERE c.scheme IN ('resident', 'employee')
        GROUP BY c.household_id, c.person_id HAVING count(DISTINCT c.scheme) > 1
    """,
    fires={
        "insurance_enrolments": """
            household_id | person_id | scheme   | insured | happened_on | valid_until_on
            H1           | P1        | resident | true    | 2026-01-01  | 2026-12-31
            H1           | P1        | employee | true    | 2026-01-01  | 2026-12-31
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
    },
    silent={
        "insurance_enrolments": """
            household_id | person_id | scheme   | insured | happened_on | valid_until_on
            H1           | P1        | resident | true    | 2025-01-01  | 2025-12-31
            H1           | P1        | employee | true    | 2026-01-01  | 2026-12-31
        """,
        "members": """
            household_id | person_id | relation
            H1           | P1        | head
        """,
    },
)
