"""Whether the household split off from another one on the register."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="households",
    value="CAST(count(came_from_household_id) > 0 AS INT)",
    unit=YES_NO,
    direction=Direction.EITHER,
    label=Text(zh="由原户分出", en="Split off"),
    reason=Text(zh="由原户分户而来", en="split off from another household"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    theme=Theme.MEMBERS,
    said=False,  # nothing to be done about
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | came_from_household_id
            H1           | 2024-01-01  | 2024-01-10 | H9
            H2           | 2014-01-01  | 2014-01-10 | -
            H3           | 2025-06-01  | 2025-07-10 | H9
        """,
        expect={"H1": 1, "H2": 0, "H3": None},
    ),
)
