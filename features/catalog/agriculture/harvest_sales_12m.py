"""What crops and animals were sold for in the past twelve months."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="harvests",
    months=12,
    value="sum(sold_fen) / 100.0",
    unit="CNY",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近12个月农产品销售额", en="Sales of crops and animals, past 12 months"),
    reason=Text(
        zh="近12个月农产品销售{value:,.0f}元",
        en="sold crops and animals for CNY {value:,.0f} in 12 months",
    ),
    reason_of_none=Text(zh="近12个月没有销售农产品", en="sold no crops or animals in 12 months"),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 20_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.PRODUCTION,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | sold_fen
            H1           | 2024-06-30  | 2024-07-10 | 900000
            H1           | 2024-07-01  | 2024-07-10 | 100000
            H1           | 2025-01-20  | 2025-02-10 | 200000
            H1           | 2025-06-20  | 2025-07-10 | 900000
            H2           | 2024-06-30  | 2024-07-10 | 900000
        """,
        expect={"H1": 3000, "H2": None},
    ),
)
