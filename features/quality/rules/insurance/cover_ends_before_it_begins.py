"""The two dates were exchanged or the year is wrong."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="参保有效期早于开始", en="Cover ends before it begins"),
    says=Text(zh="有效期至{until}，早于参保日期{began}", en="cover until {until} ends before it begins on {began}"),
    severity=Severity.ERROR,
    mends=Department.MEDICAL_INSURANCE,
    find="""
        SELECT household_id, person_id, strftime(valid_until_on, '%Y-%m-%d') AS until, strftime(happened_on,
        '%Y-%m-%d') AS began FROM insurance_enrolments WHERE valid_until_on < happened_on
    """,
    fires={
        "insurance_enrolments": """
            household_id | person_id | scheme   | insured | happened_on | valid_until_on
            H1           | P1        | resident | true    | 2026-05-01  | 2025-12-31
        """,
    },
    silent={
        "insurance_enrolments": """
            household_id | person_id | scheme   | insured | happened_on | valid_until_on
            H1           | P1        | resident | true    | 2026-01-01  | 2026-12-31
        """,
    },
)
