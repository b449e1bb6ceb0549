"""Whether the household was resettled (易地搬迁)."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="households",
    value="latest(CAST(resettled AS INT))",
    unit=YES_NO,
    direction=Direction.EITHER,
    label=Text(zh="易地搬迁户", en="Resettled"),
    reason=Text(zh="是易地搬迁户", en="lives where it was resettled"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    theme=Theme.MEMBERS,
    said=False,  # long past, and nothing to be done about
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | resettled
            H1           | 2014-01-01  | 2014-01-10 | false
            H1           | 2018-01-01  | 2018-01-10 | true
            H1           | 2025-06-01  | 2025-07-10 | false
            H2           | 2014-01-01  | 2014-01-10 | false
            H3           | 2014-01-01  | 2014-01-10 | -
        """,
        expect={"H1": 1, "H2": 0, "H3": None, "H4": None},
    ),
)
