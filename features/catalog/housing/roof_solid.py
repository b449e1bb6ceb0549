"""Whether the latest inspection found a solid roof."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="housing_inspections",
    value="latest(CAST(solid_roof AS INT))",
    unit=YES_NO,
    direction=Direction.LOWERS_RISK,
    label=Text(zh="屋顶坚固", en="Solid roof"),
    reason=Text(zh="住房屋顶不坚固", en="lives in a house without a solid roof"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    from_snapshots=True,
    theme=Theme.HOUSING,
    said_to=0,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | solid_roof
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
