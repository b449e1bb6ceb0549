"""Children born into the household in the past twelve months."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    months=12,
    where="joined_by = 'birth'",
    value="count(DISTINCT person_id)",
    unit="persons",
    direction=Direction.EITHER,  # joy, cost and one who stays at home
    label=Text(zh="近12个月出生人数", en="Births, past 12 months"),
    reason=Text(zh="近12个月出生{value:.0f}人", en="had {value:.0f} child(ren) born in 12 months"),
    when_empty=0.0,  # nobody is recorded as born
    valid_range=(0, 10),
    theme=Theme.MEMBERS,
    said=False,  # a birth is no fault
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | joined_by
            H1           | P1        | 2024-07-01  | 2024-07-10 | birth
            H1           | P2        | 2024-06-30  | 2024-07-10 | birth
            H1           | P3        | 2025-02-01  | 2025-02-10 | marriage
            H1           | P4        | 2025-06-01  | 2025-07-10 | birth
            H2           | P5        | 2025-02-01  | 2025-02-10 | marriage
        """,
        expect={"H1": 1, "H2": 0},
    ),
)
