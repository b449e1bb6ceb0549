"""What the household received in the twelve months before the past twelve."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=12,
    ago=12,
    value="sum(amount_fen) / 100.0",
    unit="CNY",
    direction=Direction.EITHER,  # beside the past year's income it may be a loss or a reserve
    label=Text(zh="上一年度登记收入", en="Recorded income of the year before"),
    reason=Text(
        zh="前一年登记收入{value:,.0f}元",
        en="was recorded with CNY {value:,.0f} in the year before",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 20_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    said=False,  # it is the yardstick of income_change_12m, not a reason by itself
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2023-06-30  | 2023-07-10 | 900000
            H1           | 2023-07-31  | 2023-08-10 | 100000
            H1           | 2024-06-30  | 2024-07-10 | 200000
            H1           | 2024-07-31  | 2024-08-10 | 400000
            H1           | 2024-02-29  | 2025-07-01 | 700000
            H2           | 2024-07-31  | 2024-08-10 | 400000
        """,  # July 2023 to June 2024 counts; a row of that time that came only now is not known yet
        expect={"H1": 3000, "H2": None},
    ),
)
