"""Total = paid by funds and relief + paid by the person, to the yuan."""

from features.department import Department
from features.quality.rule import Rule, Severity
from features.text import Text

RULE = Rule(
    label=Text(zh="医疗费用分项不等于总额", en="Parts of a claim do not add up"),
    says=Text(
        zh="基金支付加个人负担与总费用相差{gap:,.2f}元",
        en="what the funds and the person paid differs from the total by CNY {gap:,.2f}",
    ),
    severity=Severity.ERROR,
    mends=Department.MEDICAL_INSURANCE,
    find="""
        SELECT household_id, person_id, abs(total_fen - fund_paid_fen - self_paid_fen) / 100 AS gap
        FROM medical_claims WHERE abs(total_fen - fund_paid_fen - self_paid_fen) > 100
    """,
    fires={
        "medical_claims": """
            household_id | person_id | total_fen | fund_paid_fen | self_paid_fen
            H1           | P1        | 100000    | 60000         | 30000
        """,
    },
    silent={
        "medical_claims": """
            household_id | person_id | total_fen | fund_paid_fen | self_paid_fen
            H1           | P1        | 100000    | 60000         | 40000
        """,
    },
)
