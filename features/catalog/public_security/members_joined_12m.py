"""Persons who joined by marriage, split or move in the past twelve months."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    months=12,
    where="joined_by IN ('marriage', 'split', 'move')",
    value="count(DISTINCT person_id)",
    unit="persons",
    direction=Direction.EITHER,
    label=Text(zh="近12个月加入家庭的人数", en="Persons who joined, past 12 months"),
    reason=Text(
        zh="近12个月有{value:.0f}人加入家庭",
        en="was joined by {value:.0f} person(s) in 12 months",
    ),
    when_empty=0.0,  # nobody is recorded to have joined
    valid_range=(0, 20),
    theme=Theme.MEMBERS,
    said=False,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | joined_by
            H1           | P1        | 2024-07-01  | 2024-07-10 | marriage
            H1           | P2        | 2024-06-30  | 2024-07-10 | move
            H1           | P3        | 2025-02-01  | 2025-02-10 | birth
            H1           | P4        | 2025-06-01  | 2025-07-10 | move
            H2           | P5        | 2025-02-01  | 2025-02-10 | birth
        """,
        expect={"H1": 1, "H2": 0},
    ),
)
