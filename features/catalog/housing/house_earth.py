"""Whether the house is built of earth."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="housing_inspections",
    value="latest(CAST(structure = 'earth' AS INT))",
    unit=YES_NO,
    direction=Direction.RAISES_RISK,
    label=Text(zh="土坯房", en="House of earth"),
    reason=Text(zh="住的是土坯房", en="lives in a house of earth"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    theme=Theme.HOUSING,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | structure
            H1           | 2019-05-01  | 2019-05-10 | brick_wood
            H1           | 2024-05-01  | 2024-05-10 | earth
            H1           | 2025-01-01  | 2025-01-10 | -
            H1           | 2025-06-01  | 2025-07-10 | brick_concrete
            H2           | 2024-05-01  | 2024-05-10 | brick_concrete
            H3           | 2025-01-01  | 2025-01-10 | -
        """,
        expect={"H1": 1, "H2": 0, "H3": None, "H4": None},
    ),
)
