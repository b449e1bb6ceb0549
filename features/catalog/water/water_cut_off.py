"""Whether the water supply is cut off as of the day and not restored."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="drinking_water",
    value="latest(CASE WHEN cut_off_on <= as_of AND (restored_on IS NULL OR restored_on > as_of) THEN 1 ELSE 0 END)",
    unit=YES_NO,
    direction=Direction.RAISES_RISK,
    label=Text(zh="正在停水断供", en="Water cut off"),
    reason=Text(zh="饮用水断供，尚未恢复", en="has had its water cut off and not restored"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    theme=Theme.HOUSING,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | cut_off_on | restored_on
            H1           | 2024-05-01  | 2024-05-10 | -          | -
            H1           | 2025-05-01  | 2025-05-10 | 2025-04-28 | -
            H2           | 2025-05-01  | 2025-05-10 | 2025-04-28 | 2025-06-30
            H3           | 2025-05-01  | 2025-05-10 | 2025-04-28 | 2025-07-15
            H4           | 2025-06-01  | 2025-07-10 | 2025-05-28 | -
            H5           | 2025-06-01  | 2025-06-10 | 2025-07-28 | -
        """,  # H2's was restored on the day, H3's will be, H5's cut is only announced
        expect={"H1": 1, "H2": 0, "H3": 1, "H4": None, "H5": 0},
    ),
)
