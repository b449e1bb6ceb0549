"""Whether every member whose age is known is 60 or older."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    where="is_member",
    value="CASE WHEN min(age_years) >= 60 THEN 1 WHEN min(age_years) < 60 THEN 0 END",
    unit=YES_NO,
    direction=Direction.EITHER,  # pensions are small and safe
    label=Text(zh="全为老年人", en="Only elders"),
    reason=Text(zh="家中只有老人", en="consists of elders only"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said=False,  # an age is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | born_on    | happened_on | known_on   | left_on
            H1           | P1        | 1960-01-01 | 2010-01-01  | 2010-01-10 | -
            H1           | P2        | 1980-01-01 | 2010-01-01  | 2010-01-10 | 2024-01-01
            H1           | P3        | 1980-01-01 | 2010-01-01  | 2025-07-10 | -
            H2           | P4        | 1960-01-01 | 2010-01-01  | 2010-01-10 | -
            H2           | P5        | 1980-01-01 | 2010-01-01  | 2010-01-10 | -
            H3           | P6        | -          | 2010-01-01  | 2010-01-10 | -
        """,
        expect={"H1": 1, "H2": 0, "H3": None, "H4": None},
    ),
)
