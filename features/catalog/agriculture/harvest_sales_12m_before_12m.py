"""What crops and animals were sold for in the twelve months before the past twelve."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="harvests",
    months=12,
    ago=12,
    value="sum(sold_fen) / 100.0",
    unit="CNY",
    direction=Direction.EITHER,  # the more there was, the more was lost; alone it says neither
    label=Text(zh="上一年度农产品销售额", en="Sales of crops and animals in the year before"),
    reason=Text(
        zh="前一年农产品销售{value:,.0f}元",
        en="sold crops and animals for CNY {value:,.0f} in the year before",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 20_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.PRODUCTION,
    said=False,  # it is the yardstick of harvest_sales_change_12m, not a reason by itself
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | sold_fen
            H1           | 2023-06-30  | 2023-07-10 | 900000
            H1           | 2023-07-01  | 2023-07-10 | 100000
            H1           | 2024-06-30  | 2024-07-10 | 200000
            H1           | 2024-07-01  | 2024-07-10 | 400000
            H1           | 2024-01-20  | 2025-07-10 | 900000
            H2           | 2024-07-01  | 2024-07-10 | 400000
        """,
        expect={"H1": 3000, "H2": None},
    ),
)
