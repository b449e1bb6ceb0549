"""What is inside the catalogue is a part of what the person paid."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="合规自付大于个人负担", en="Compliant self-paid exceeds self-paid"),
    says=Text(
        zh="目录内自付{inside:,.0f}元大于个人负担{own:,.0f}元",
        en="compliant CNY {inside:,.0f} exceeds the self-paid CNY {own:,.0f}",
    ),
    severity=Severity.ERROR,
    mends=Department.MEDICAL_INSURANCE,
    find="""
        SELECT household_id, person_id, self_paid_in_catalogue_fen / 100 AS inside, self_paid_fen / 100 AS own
        FROM medical_claims WHERE self_paid_in_catalogue_fen > self_paid_fen + 100
    """,
    fires={
        "medical_claims": """
            household_id | person_id | self_paid_fen | self_paid_in_catalogue_fen
            H1           | P1        | 40000         | 50000
        """,
    },
    silent={
        "medical_claims": """
            household_id | person_id | self_paid_fen | self_paid_in_catalogue_fen
            H1           | P1        | 40000         | 40000
        """,
    },
)
