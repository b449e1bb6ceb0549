"""Basic medical care is guaranteed; the household must be told before the year ends."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="成员未参保", en="Member without insurance"),
    says=Text(zh="当前没有有效的基本医疗保险", en="has no valid basic medical insurance"),
    severity=Severity.SITUATION,
    mends=Department.MEDICAL_INSURANCE,
    find="""
        SELECT household_id, person_id FROM people WHERE person_id NOT IN (SELECT person_id FROM cover
        WHERE person_id IS NOT NULL) AND age >= 1 AND EXISTS (SELECT 1 FROM insurance_enrolments)
    """,
    fires={
        "insurance_enrolments": """
            household_id | person_id | scheme   | insured | happened_on | valid_until_on
            H1           | P1        | resident | false   | 2026-01-01  | 2026-12-31
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1980-01-01
        """,
    },
    silent={
        "insurance_enrolments": """
            household_id | person_id | scheme   | insured | happened_on | valid_until_on
            H1           | P1        | resident | true    | 2026-01-01  | 2026-12-31
        """,
        "members": """
            household_id | person_id | relation | born_on
            H1           | P1        | head     | 1980-01-01
        """,
    },
)
