"""Disasters and accidents that hit the household in the past twelve months."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="disasters",
    months=12,
    value="count(*)",
    unit="events",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月遭灾次数", en="Disasters and accidents, past 12 months"),
    reason=Text(
        zh="近12个月遭遇{value:.0f}次灾害或意外",
        en="was hit by {value:.0f} disaster(s) or accident(s) in 12 months",
    ),
    when_empty=0.0,  # none on file
    valid_range=(0, 50),
    theme=Theme.DISASTER,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on
            H1           | 2024-06-30  | 2024-07-10
            H1           | 2024-07-01  | 2024-07-10
            H1           | 2025-03-01  | 2025-03-10
            H1           | 2025-06-20  | 2025-07-10
            H2           | 2024-06-30  | 2024-07-10
        """,
        expect={"H1": 2, "H2": 0},
    ),
)
