"""What was borrowed and is not repaid as of the day, from banks, private lenders or by instalments.

Unknown when the amount of one of them is.
"""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="loans",
    where="loan IN ('bank', 'private', 'instalments') AND (repaid_on IS NULL OR repaid_on > as_of)",
    value="CASE WHEN count(amount_fen) = count(*) THEN sum(amount_fen) / 100.0 END",
    unit="CNY",
    direction=Direction.RAISES_RISK,
    label=Text(zh="未还清借款金额", en="Debt not repaid"),
    reason=Text(zh="尚欠借款{value:,.0f}元", en="owes CNY {value:,.0f}"),
    when_empty=0.0,  # no loan on file
    scale=Scale.LINE,
    valid_range=(0, 20_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.DEBT,
    said_from=1_000,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | loan            | amount_fen | repaid_on
            H1           | 2023-01-01  | 2023-01-10 | bank            | 200000     | -
            H1           | 2023-01-01  | 2023-01-10 | private         | 100000     | 2025-09-01
            H1           | 2023-01-01  | 2023-01-10 | private         | 500000     | 2025-01-01
            H1           | 2025-01-01  | 2025-01-10 | spent_savings   | 700000     | -
            H1           | 2025-06-01  | 2025-07-10 | instalments     | 700000     | -
            H2           | 2025-01-01  | 2025-01-10 | sold_belongings | 700000     | -
            H3           | 2023-01-01  | 2023-01-10 | bank            | 200000     | -
            H3           | 2024-01-01  | 2024-01-10 | private         | -          | -
        """,
        expect={"H1": 3000, "H2": 0, "H3": None},
    ),
)
