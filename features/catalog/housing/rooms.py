"""Rooms of the house by the latest inspection that counted them."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="housing_inspections",
    value="latest(rooms)",
    unit="rooms",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="房间数", en="Rooms"),
    reason=Text(zh="住房有{value:.0f}间", en="lives in {value:.0f} room(s)"),
    when_empty=UNKNOWN,
    valid_range=(0, 60),
    from_snapshots=True,
    theme=Theme.HOUSING,
    said=False,  # rooms_per_member says it per head
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | rooms
            H1           | 2019-05-01  | 2019-05-10 | 2
            H1           | 2024-05-01  | 2024-05-10 | 3
            H1           | 2025-01-01  | 2025-01-10 | -
            H1           | 2025-06-01  | 2025-07-10 | 5
            H2           | 2025-01-01  | 2025-01-10 | -
        """,
        expect={"H1": 3, "H2": None, "H3": None},
    ),
)
