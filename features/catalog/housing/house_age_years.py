"""Years since the house was built."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="housing_inspections",
    value="year(as_of) - latest(built_year)",
    unit="years",
    direction=Direction.RAISES_RISK,
    label=Text(zh="住房已建年数", en="Age of the house"),
    reason=Text(zh="住房已建{value:.0f}年", en="lives in a house built {value:.0f} years ago"),
    when_empty=UNKNOWN,
    valid_range=(-1, 230),
    theme=Theme.HOUSING,
    said_from=30,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | built_year
            H1           | 2019-05-01  | 2019-05-10 | 1970
            H1           | 2024-05-01  | 2024-05-10 | 1985
            H1           | 2025-01-01  | 2025-01-10 | -
            H1           | 2025-06-01  | 2025-07-10 | 2025
            H2           | 2025-01-01  | 2025-01-10 | -
        """,
        expect={"H1": 40, "H2": None, "H3": None},
    ),
)
