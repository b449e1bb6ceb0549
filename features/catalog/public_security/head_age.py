"""Age of the head of the household."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    where="is_member AND relation = 'head'",
    value="max(age_years)",
    unit="years",
    direction=Direction.EITHER,
    label=Text(zh="户主年龄", en="Age of the head"),
    reason=Text(zh="户主{value:.0f}岁", en="is headed by a person of {value:.0f} years"),
    when_empty=UNKNOWN,
    valid_range=(0, 120),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said=False,  # an age is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | relation | born_on    | happened_on | known_on   | left_on
            H1           | P1        | head     | 1985-06-30 | 2010-01-01  | 2010-01-10 | -
            H1           | P2        | parent   | 1950-01-01 | 2010-01-01  | 2010-01-10 | -
            H1           | P3        | head     | 1960-01-01 | 2010-01-01  | 2010-01-10 | 2024-01-01
            H2           | P4        | head     | 1960-01-01 | 2025-06-01  | 2025-07-10 | -
            H2           | P5        | spouse   | 1960-01-01 | 2010-01-01  | 2010-01-10 | -
        """,
        expect={"H1": 40, "H2": None},
    ),
)
