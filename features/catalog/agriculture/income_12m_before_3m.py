"""What the household received in the twelve months that ended three months ago: what it was used to."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=12,
    ago=3,
    value="sum(amount_fen) / 100.0",
    unit="CNY",
    direction=Direction.EITHER,  # the more there was, the more was lost; alone it says neither
    label=Text(zh="三个月前的12个月登记收入", en="Recorded income of the 12 months that ended 3 months ago"),
    reason=Text(
        zh="此前12个月登记收入{value:,.0f}元",
        en="was recorded with CNY {value:,.0f} in the 12 months before",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 20_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    said=False,  # it is the yardstick of income_fall_3m, not a reason by itself
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2024-03-31  | 2024-04-10 | 900000
            H1           | 2024-04-30  | 2024-05-10 | 100000
            H1           | 2025-03-31  | 2025-04-10 | 200000
            H1           | 2025-04-30  | 2025-05-10 | 400000
            H1           | 2025-02-28  | 2025-07-01 | 700000
            H2           | 2025-04-30  | 2025-05-10 | 100000
        """,  # only April 2024 to March 2025 counts, and of it what was known in June
        expect={"H1": 3000, "H2": None},
    ),
)
