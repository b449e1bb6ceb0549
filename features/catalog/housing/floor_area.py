"""Floor area of the house by the latest inspection that measured it, in square metres."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="housing_inspections",
    value="latest(floor_area_m2)",
    unit="square metres",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="住房面积", en="Floor area"),
    reason=Text(zh="住房面积{value:.0f}平方米", en="lives in {value:.0f} square metres"),
    when_empty=UNKNOWN,
    valid_range=(0, 2_000),
    theme=Theme.HOUSING,
    said=False,  # floor_area_per_member says it per head
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | floor_area_m2
            H1           | 2019-05-01  | 2019-05-10 | 60
            H1           | 2024-05-01  | 2024-05-10 | 80
            H1           | 2025-01-01  | 2025-01-10 | -
            H1           | 2025-06-01  | 2025-07-10 | 100
            H2           | 2025-01-01  | 2025-01-10 | -
        """,
        expect={"H1": 80, "H2": None, "H3": None},
    ),
)
