"""Months of the past twelve for which any income is on file."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=12,
    value="count(DISTINCT happened_on)",
    unit="months",
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="近12个月有收入登记的月数", en="Months with income on file, of the past 12"),
    reason=Text(
        zh="近12个月中有{value:.0f}个月有收入登记",
        en="has {value:.0f} of the past 12 months' income on file",
    ),
    when_empty=0.0,  # it counts records: none is none
    valid_range=(0, 12),
    theme=Theme.RECORDS,
    said=False,  # a missing record is no fault of the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2024-06-30  | 2024-07-10 | 100
            H1           | 2024-07-31  | 2024-08-10 | 100
            H1           | 2025-05-31  | 2025-06-10 | 100
            H1           | 2025-05-31  | 2025-06-10 | 200
            H1           | 2025-06-30  | 2025-07-10 | 100
            H2           | 2024-06-30  | 2024-07-10 | 100
        """,
        expect={"H1": 2, "H2": 0},
    ),
)
