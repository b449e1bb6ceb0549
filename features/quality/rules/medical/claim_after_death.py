"""Somebody else used the card, or the death is another's."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="死亡后就医", en="Treated after death"),
    says=Text(zh="{died}已登记死亡，{day}仍有医疗结算", en="recorded as dead on {died}, a claim on {day}"),
    severity=Severity.ERROR,
    mends=Department.MEDICAL_INSURANCE,
    find="""
        SELECT c.household_id, c.person_id, strftime(d.died_on, '%Y-%m-%d') AS died,
        strftime(max(c.happened_on), '%Y-%m-%d') AS day FROM medical_claims c JOIN dead d USING (person_id)
        WHERE c.happened_on > d.died_on + 60 GROUP BY ALL
    """,
    fires={
        "medical_claims": """
            household_id | person_id | happened_on
            H1           | P1        | 2026-05-01
        """,
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
        """,
    },
    silent={
        "medical_claims": """
            household_id | person_id | happened_on
            H1           | P1        | 2025-12-30
        """,
        "members": """
            household_id | person_id | relation | left_on    | left_by
            H1           | P1        | head     | 2026-01-01 | death
        """,
    },
)
