"""What was borrowed from banks and private lenders in the past twelve months; unknown when an amount is."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="loans",
    months=12,
    where="loan IN ('bank', 'private')",
    value="CASE WHEN count(amount_fen) = count(*) THEN sum(amount_fen) / 100.0 END",
    unit="CNY",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月新借款", en="Borrowed, past 12 months"),
    reason=Text(zh="近12个月新借款{value:,.0f}元", en="borrowed CNY {value:,.0f} in 12 months"),
    when_empty=0.0,  # no loan on file
    scale=Scale.LINE,
    valid_range=(0, 20_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.DEBT,
    said_from=1_000,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | loan          | amount_fen
            H1           | 2024-06-30  | 2024-07-10 | bank          | 900000
            H1           | 2024-07-01  | 2024-07-10 | bank          | 100000
            H1           | 2025-03-01  | 2025-03-10 | private       | 200000
            H1           | 2025-03-01  | 2025-03-10 | instalments   | 700000
            H1           | 2025-06-20  | 2025-07-10 | bank          | 700000
            H2           | 2025-03-01  | 2025-03-10 | spent_savings | 700000
            H3           | 2025-03-01  | 2025-03-10 | private       | -
        """,
        expect={"H1": 3000, "H2": 0, "H3": None},
    ),
)
