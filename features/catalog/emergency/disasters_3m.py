"""Disasters and accidents that hit the household in the past three months."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="disasters",
    months=3,
    value="count(*)",
    unit="events",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近3个月遭灾次数", en="Disasters and accidents, past 3 months"),
    reason=Text(
        zh="近3个月遭遇{value:.0f}次灾害或意外",
        en="was hit by {value:.0f} disaster(s) or accident(s) in 3 months",
    ),
    when_empty=0.0,  # none on file
    valid_range=(0, 50),
    theme=Theme.DISASTER,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on
            H1           | 2025-03-31  | 2025-04-10
            H1           | 2025-04-01  | 2025-04-10
            H1           | 2025-06-01  | 2025-06-10
            H1           | 2025-06-20  | 2025-07-10
            H2           | 2025-03-31  | 2025-04-10
        """,
        expect={"H1": 2, "H2": 0},
    ),
)
