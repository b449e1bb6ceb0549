"""What was paid to a household against what it says it received; the difference stayed somewhere."""

from features.comparison.kind import Comparison
from features.department import Department
from features.text import Text

COMPARISON = Comparison(
    label=Text(zh="发放与实收不符", en="Grant paid and received differ"),
    says=Text(
        zh="{grant}：账上发放{paid:,.0f}元，群众实收{received:,.0f}元",
        en="{grant}: CNY {paid:,.0f} paid on the books, CNY {received:,.0f} received",
    ),
    first=Department.CIVIL_AFFAIRS,
    second=Department.TOWNSHIP,
    to=Department.CIVIL_AFFAIRS,
    days=10,
    find="""
        SELECT p.household_id, p.grant_kind AS subject, p.grant_kind AS grant, p.paid / 100 AS paid, r.received
        / 100 AS received, 0.5 + 0.5 * abs(p.paid - r.received) / greatest(p.paid, r.received) AS weight
        FROM (SELECT household_id, grant_kind, sum(paid_fen) AS paid FROM grant_payments GROUP BY ALL) p
        JOIN (SELECT household_id, grant_kind, sum(received_fen) AS received FROM grant_receipts
        GROUP BY ALL) r USING (household_id, grant_kind) WHERE abs(p.paid - r.received) >= 10000
    """,
    fires={
        "grant_payments": """
            household_id | grant_kind      | paid_fen | happened_on
            H1           | disaster_relief | 800000   | 2026-05-01
        """,
        "grant_receipts": """
            household_id | grant_kind      | received_fen | happened_on
            H1           | disaster_relief | 400000       | 2026-05-20
        """,
    },
    silent={
        "grant_payments": """
            household_id | grant_kind      | paid_fen | happened_on
            H1           | disaster_relief | 400000   | 2026-05-01
            H1           | disaster_relief | 400000   | 2026-05-08
        """,
        "grant_receipts": """
            household_id | grant_kind      | received_fen | happened_on
            H1           | disaster_relief | 800000       | 2026-05-20
        """,
    },
)
