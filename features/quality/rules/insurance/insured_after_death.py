"""The premium of the dead is paid from the same fund."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="死亡后参保", en="Insured after death"),
    says=Text(zh="{died}已登记死亡，{began}又有参保记录", en="recorded as dead on {died}, insured again on {began}"),
    severity=Severity.ERROR,
    mends=Department.MEDICAL_INSURANCE,
    find="""
        SELECT e.household_id, e.person_id, strftime(d.died_on, '%Y-%m-%d') AS died,
        strftime(max(e.happened_on), '%Y-%m-%d') AS began FROM insurance_enrolments e
        JOIN dead d USING (person_id) WHERE e.insured AND e.happened_on > d.died_on + 60 GROUP BY ALL
    """,
    fires={
        "insurance_enrolments": """
            household_id | person_id | scheme   | insured | happened_on | valid_until_on
            H1           | P1        | resident | true    | 2026-05-01  | 2026-12-31
        """,
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
        """,
    },
    silent={
        "insurance_enrolments": """
            household_id | person_id | scheme   | insured | happened_on | valid_until_on
            H1           | P1        | resident | true    | 2025-12-01  | 2026-12-31
        """,
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
        """,
    },
)
