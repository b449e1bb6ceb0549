"""Rooms of the house per member."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("rooms", "members"),
    value="rooms / nullif(members, 0)",
    unit="rooms per head",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="人均房间数", en="Rooms per head"),
    reason=Text(zh="人均住房{value:.1f}间", en="has {value:.1f} rooms per head"),
    when_empty=UNKNOWN,
    valid_range=(0, 60),
    from_snapshots=True,
    theme=Theme.HOUSING,
    said_to=0.5,
    example=Example(
        values="""
            household_id | rooms | members
            H1           | 2     | 4
            H2           | -     | 4
            H3           | 2     | 0
        """,
        expect={"H1": 0.5, "H2": None, "H3": None},
    ),
)
