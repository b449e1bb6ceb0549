"""Members of the household as of the day."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    where="is_member",
    value="count(DISTINCT person_id)",
    unit="persons",
    direction=Direction.EITHER,
    label=Text(zh="家庭人口", en="Members"),
    reason=Text(zh="全家{value:.0f}口人", en="has {value:.0f} member(s)"),
    when_empty=UNKNOWN,
    valid_range=(0, 40),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said=False,  # the size of a family is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | left_on
            H1           | P1        | 2010-01-01  | 2010-01-10 | -
            H1           | P2        | 2010-01-01  | 2010-01-10 | 2015-01-01
            H1           | P2        | 2020-01-01  | 2020-01-10 | -
            H1           | P3        | 2010-01-01  | 2010-01-10 | 2025-06-30
            H1           | P4        | 2010-01-01  | 2010-01-10 | 2025-09-01
            H1           | P5        | 2025-06-01  | 2025-07-10 | -
            H2           | P6        | 2010-01-01  | 2010-01-10 | 2025-05-01
        """,  # P2 came back, P3 left on the day, P4 will leave, P5 is not known yet
        expect={"H1": 3, "H2": None},
    ),
)
