"""Grain harvested in the past twelve months, in kilograms; unknown when a harvest on file was not weighed."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="harvests",
    months=12,
    where="product = 'grain'",
    value="CASE WHEN count(quantity_kg) = count(*) THEN sum(quantity_kg) END",
    unit="kg",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近12个月粮食产量", en="Grain harvested, past 12 months"),
    reason=Text(zh="近12个月收粮{value:,.0f}公斤", en="harvested {value:,.0f} kg of grain in 12 months"),
    when_empty=UNKNOWN,
    valid_range=(0, 10_000_000),
    theme=Theme.PRODUCTION,
    said=False,  # grain_per_member_12m says it per head
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | product | quantity_kg
            H1           | 2024-06-30  | 2024-07-10 | grain   | 900
            H1           | 2024-07-01  | 2024-07-10 | grain   | 400
            H1           | 2024-10-20  | 2024-11-10 | grain   | 200
            H1           | 2024-10-20  | 2024-11-10 | pigs    | 300
            H1           | 2025-06-20  | 2025-07-10 | grain   | 300
            H2           | 2024-10-20  | 2024-11-10 | grain   | 200
            H2           | 2025-05-20  | 2025-06-10 | grain   | -
            H3           | 2024-10-20  | 2024-11-10 | pigs    | 200
        """,
        expect={"H1": 600, "H2": None, "H3": None},
    ),
)
