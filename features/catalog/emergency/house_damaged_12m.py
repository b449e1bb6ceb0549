"""Disasters of the past twelve months that damaged the house."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="disasters",
    months=12,
    where="house_damaged",
    value="count(*)",
    unit="events",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月住房受损次数", en="Damage to the house, past 12 months"),
    reason=Text(
        zh="近12个月住房因灾受损{value:.0f}次",
        en="suffered damage to its house {value:.0f} time(s) in 12 months",
    ),
    when_empty=0.0,  # none on file
    valid_range=(0, 50),
    theme=Theme.DISASTER,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | house_damaged
            H1           | 2024-06-30  | 2024-07-10 | true
            H1           | 2024-07-01  | 2024-07-10 | true
            H1           | 2025-03-01  | 2025-03-10 | false
            H1           | 2025-04-01  | 2025-04-10 | -
            H1           | 2025-06-20  | 2025-07-10 | true
            H2           | 2025-03-01  | 2025-03-10 | false
        """,
        expect={"H1": 1, "H2": 0},
    ),
)
