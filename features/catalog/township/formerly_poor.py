"""Whether the household was lifted out of poverty before, as the register says."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="households",
    value="latest(CAST(formerly_poor AS INT))",
    unit=YES_NO,
    direction=Direction.EITHER,  # the formerly poor are calibrated apart (models/calibrations.py)
    label=Text(zh="脱贫户", en="Formerly poor"),
    reason=Text(zh="曾是建档立卡贫困户", en="was lifted out of poverty before"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said=False,  # a name the family bears already, not news
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | formerly_poor
            H1           | 2014-01-01  | 2014-01-10 | false
            H1           | 2016-01-01  | 2016-01-10 | true
            H1           | 2025-06-01  | 2025-07-10 | false
            H2           | 2014-01-01  | 2014-01-10 | false
            H3           | 2014-01-01  | 2014-01-10 | -
        """,
        expect={"H1": 1, "H2": 0, "H3": None, "H4": None},
    ),
)
