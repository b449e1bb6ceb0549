"""Completed years since the household was marked as lifted out of poverty."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="households",
    value="full_years(latest(marked_lifted_out_on), as_of)",
    unit="years",
    direction=Direction.EITHER,
    label=Text(zh="脱贫年数", en="Years since lifted out of poverty"),
    reason=Text(zh="脱贫已{value:.0f}年", en="was lifted out of poverty {value:.0f} years ago"),
    when_empty=UNKNOWN,  # never poor, or not on file
    valid_range=(0, 60),
    theme=Theme.MEMBERS,
    said=False,  # long past, and nothing to be done about
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | marked_lifted_out_on
            H1           | 2014-01-01  | 2014-01-10 | 2016-12-01
            H1           | 2020-01-01  | 2020-01-10 | 2020-07-01
            H1           | 2025-06-01  | 2025-07-10 | 2025-06-01
            H2           | 2014-01-01  | 2014-01-10 | -
        """,  # five years are completed tomorrow
        expect={"H1": 4, "H2": None, "H3": None},
    ),
)
