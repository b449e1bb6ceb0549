"""The safety grade of the latest inspection: 1 (A, safe) to 4 (D, the whole house dangerous)."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="housing_inspections",
    value="latest(CASE grade WHEN 'A' THEN 1 WHEN 'B' THEN 2 WHEN 'C' THEN 3 WHEN 'D' THEN 4 END)",
    unit="grade",
    direction=Direction.RAISES_RISK,
    label=Text(zh="住房安全等级", en="Safety grade of the house"),
    reason=Text(
        zh="住房安全鉴定为第{value:.0f}等（1至4等即A至D级）",
        en="lives in a house of safety grade {value:.0f} (1 to 4 for A to D)",
    ),
    when_empty=UNKNOWN,
    valid_range=(1, 4),
    from_snapshots=True,
    theme=Theme.HOUSING,
    said_from=3,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | grade
            H1           | 2019-05-01  | 2019-05-10 | A
            H1           | 2024-05-01  | 2024-05-10 | C
            H1           | 2025-01-01  | 2025-01-10 | -
            H1           | 2025-06-01  | 2025-07-10 | D
            H2           | 2025-01-01  | 2025-01-10 | -
        """,  # an inspection without a grade leaves the grade before it standing
        expect={"H1": 3, "H2": None, "H3": None},
    ),
)
