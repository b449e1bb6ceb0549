"""Members of 60 and above."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    where="is_member",
    # no age known: unknown
    value="CASE WHEN count(born_on) > 0 THEN count(DISTINCT person_id) FILTER (WHERE age_years >= 60) END",
    unit="persons",
    direction=Direction.EITHER,
    label=Text(zh="老年人数", en="Elders"),
    reason=Text(zh="全家有{value:.0f}名60岁以上老人", en="has {value:.0f} elder(s) of 60 and above"),
    when_empty=UNKNOWN,
    valid_range=(0, 20),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said=False,  # an age is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | born_on    | happened_on | known_on   | left_on
            H1           | P1        | 1980-01-01 | 2010-01-01  | 2010-01-10 | -
            H1           | P2        | 1965-06-30 | 2010-01-01  | 2010-01-10 | -
            H1           | P3        | 1965-07-01 | 2010-01-01  | 2010-01-10 | -
            H1           | P4        | 1940-01-01 | 2010-01-01  | 2010-01-10 | 2024-01-01
            H1           | P5        | 1950-06-01 | 2025-06-01  | 2025-07-10 | -
            H2           | P6        | 1980-01-01 | 2010-01-01  | 2010-01-10 | -
            H2           | P7        | 1940-01-01 | 2010-01-01  | 2010-01-10 | 2024-01-01
            H3           | P8        | -          | 2010-01-01  | 2010-01-10 | -
        """,  # P2 turns 60 on the day, P3 the day after
        expect={"H1": 1, "H2": 0, "H3": None, "H4": None},
    ),
)
