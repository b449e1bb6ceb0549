"""Whether the latest check found the drinking water unsafe."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="drinking_water",
    value="latest(CAST(NOT safe AS INT))",
    unit=YES_NO,
    direction=Direction.RAISES_RISK,
    label=Text(zh="饮水不安全", en="Unsafe drinking water"),
    reason=Text(zh="最近一次核查饮用水不安全", en="was found without safe drinking water at the latest check"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    from_snapshots=True,
    theme=Theme.HOUSING,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | safe
            H1           | 2023-05-01  | 2023-05-10 | true
            H1           | 2024-05-01  | 2024-05-10 | false
            H1           | 2025-06-01  | 2025-07-10 | true
            H2           | 2024-05-01  | 2024-05-10 | true
            H3           | 2025-06-01  | 2025-07-10 | false
        """,
        expect={"H1": 1, "H2": 0, "H3": None},
    ),
)
