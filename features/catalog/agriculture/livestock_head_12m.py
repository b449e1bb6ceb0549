"""Pigs, cattle and sheep raised in the past twelve months, in head; poultry is left out."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="harvests",
    months=12,
    where="product IN ('pigs', 'cattle_sheep')",
    value="CASE WHEN count(head_count) = count(*) THEN sum(head_count) END",
    unit="head",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近12个月出栏牲畜头数", en="Livestock raised, past 12 months"),
    reason=Text(
        zh="近12个月出栏牲畜{value:.0f}头",
        en="raised {value:.0f} head of livestock in 12 months",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 100_000),
    theme=Theme.PRODUCTION,
    said=False,  # many households raise none
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | product      | head_count
            H1           | 2024-06-30  | 2024-07-10 | pigs         | 9
            H1           | 2024-07-01  | 2024-07-10 | pigs         | 2
            H1           | 2025-01-20  | 2025-02-10 | cattle_sheep | 1
            H1           | 2025-01-20  | 2025-02-10 | poultry      | 40
            H1           | 2025-06-20  | 2025-07-10 | pigs         | 5
            H2           | 2025-01-20  | 2025-02-10 | pigs         | -
            H3           | 2025-01-20  | 2025-02-10 | poultry      | 30
        """,
        expect={"H1": 3, "H2": None, "H3": None},
    ),
)
