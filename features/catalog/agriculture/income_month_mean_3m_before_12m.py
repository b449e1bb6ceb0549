"""Income of a month in the same three months of the year before, averaged over the months on file."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=3,
    ago=12,
    by="happened_on",
    each={"total": "sum(amount_fen)"},
    value="avg(total) / 100.0",
    unit="CNY a month",
    direction=Direction.EITHER,  # the more there was, the more was lost; alone it says neither
    label=Text(zh="去年同期3个月月均收入", en="Mean monthly income in the same 3 months a year before"),
    reason=Text(
        zh="去年同期月均收入{value:,.0f}元",
        en="received CNY {value:,.0f} a month in the same 3 months a year before",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 5_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    said=False,  # it is the yardstick of income_fall_on_year_3m, not a reason by itself
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2024-03-31  | 2024-04-10 | 900000
            H1           | 2024-04-30  | 2024-05-10 | 100000
            H1           | 2024-04-30  | 2024-05-10 | 100000
            H1           | 2024-06-30  | 2024-07-10 | 400000
            H1           | 2024-07-31  | 2024-08-10 | 700000
            H1           | 2024-05-31  | 2025-07-01 | 700000
            H2           | 2024-07-31  | 2024-08-10 | 700000
        """,  # April 2024 to June 2024 counts: two months on file, of 2,000 and 4,000
        expect={"H1": 3000, "H2": None},
    ),
)
