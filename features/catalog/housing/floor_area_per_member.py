"""Floor area of the house per member, in square metres."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("floor_area", "members"),
    value="floor_area / nullif(members, 0)",
    unit="square metres per head",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="人均住房面积", en="Floor area per head"),
    reason=Text(zh="人均住房面积{value:.0f}平方米", en="has {value:.0f} square metres per head"),
    when_empty=UNKNOWN,
    valid_range=(0, 2_000),
    theme=Theme.HOUSING,
    said_to=15,
    example=Example(
        values="""
            household_id | floor_area | members
            H1           | 80         | 4
            H2           | -          | 4
            H3           | 80         | 0
        """,
        expect={"H1": 20, "H2": None, "H3": None},
    ),
)
