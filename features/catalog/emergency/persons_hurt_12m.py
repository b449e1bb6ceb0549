"""Persons hurt or killed in disasters and accidents of the past twelve months."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="disasters",
    months=12,
    value="sum(coalesce(persons_hurt, 0))",  # the cell is filled only when somebody was hurt
    unit="persons",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月因灾伤亡人数", en="Persons hurt or killed, past 12 months"),
    reason=Text(
        zh="近12个月因灾害意外伤亡{value:.0f}人",
        en="had {value:.0f} person(s) hurt or killed in disasters or accidents in 12 months",
    ),
    when_empty=0.0,  # none on file
    valid_range=(0, 100),
    privacy=Privacy.HEALTH,
    theme=Theme.DISASTER,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | persons_hurt
            H1           | 2024-06-30  | 2024-07-10 | 5
            H1           | 2024-07-01  | 2024-07-10 | 1
            H1           | 2025-03-01  | 2025-03-10 | -
            H1           | 2025-04-01  | 2025-04-10 | 2
            H1           | 2025-06-20  | 2025-07-10 | 5
            H2           | 2024-06-30  | 2024-07-10 | 5
        """,
        expect={"H1": 3, "H2": 0},
    ),
)
