"""Whether the whole household lives away from the village."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="households",
    value="latest(CAST(migrant AS INT))",
    unit=YES_NO,
    direction=Direction.EITHER,  # they earn, and nobody sees how they live
    label=Text(zh="全家外出", en="Whole household away"),
    reason=Text(zh="全家外出，不在村内居住", en="lives away from the village as a whole"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    theme=Theme.WORK,
    said=False,  # it says how to reach them, not why they are at risk
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | migrant
            H1           | 2014-01-01  | 2014-01-10 | false
            H1           | 2022-01-01  | 2022-01-10 | true
            H1           | 2025-06-01  | 2025-07-10 | false
            H2           | 2014-01-01  | 2014-01-10 | false
            H3           | 2014-01-01  | 2014-01-10 | -
        """,
        expect={"H1": 1, "H2": 0, "H3": None, "H4": None},
    ),
)
