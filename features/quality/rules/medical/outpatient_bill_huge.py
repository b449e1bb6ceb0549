"""A bill of this size belongs to a stay in hospital."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="门诊单笔费用过高", en="Outpatient bill above CNY 50,000"),
    says=Text(
        zh="单笔门诊费用{total:,.0f}元，请核对就诊类别", en="an outpatient bill of CNY {total:,.0f}; check the setting"
    ),
    severity=Severity.DOUBT,
    mends=Department.MEDICAL_INSURANCE,
    find="""
        SELECT household_id, person_id, total_fen / 100 AS total FROM medical_claims
        WHERE setting = 'outpatient' AND total_fen > 5000000
    """,
    fires={
        "medical_claims": """
            household_id | person_id | total_fen | setting
            H1           | P1        | 6000000   | outpatient
        """,
    },
    silent={
        "medical_claims": """
            household_id | person_id | total_fen | setting
            H1           | P1        | 60000     | outpatient
        """,
    },
)
