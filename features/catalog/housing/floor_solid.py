"""Whether the latest inspection found a finished floor."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="housing_inspections",
    value="latest(CAST(solid_floor AS INT))",
    unit=YES_NO,
    direction=Direction.LOWERS_RISK,
    label=Text(zh="地面已硬化", en="Finished floor"),
    reason=Text(zh="住房地面没有硬化", en="lives in a house without a finished floor"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    from_snapshots=True,
    theme=Theme.HOUSING,
    said_to=0,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | solid_floor
            H1           | 2019-05-01  | 2019-05-10 | false
            H1           | 2024-05-01  | 2024-05-10 | true
            H1           | 2025-01-01  | 2025-01-10 | -
            H1           | 2025-06-01  | 2025-07-10 | false
            H2           | 2024-05-01  | 2024-05-10 | false
            H3           | 2025-01-01  | 2025-01-10 | -
        """,
        expect={"H1": 1, "H2": 0, "H3": None, "H4": None},
    ),
)
