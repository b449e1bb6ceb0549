"""Members in adult equivalents: one each where income is counted per head, less for children in the survey panel."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    where="is_member",
    by="person_id",
    each={"weight": "latest(equivalent_adults)"},
    value="sum(weight)",
    unit="adults",
    direction=Direction.EITHER,
    label=Text(zh="等值人口", en="Members in adult equivalents"),
    reason=Text(zh="全家折合{value:.2f}个成人", en="counts as {value:.2f} adults"),
    when_empty=UNKNOWN,
    valid_range=(0, 40),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said=False,  # the size of a family is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | left_on    | equivalent_adults
            H1           | P1        | 2010-01-01  | 2010-01-10 | -          | 1
            H1           | P2        | 2010-01-01  | 2010-01-10 | 2015-01-01 | 0.4
            H1           | P2        | 2020-01-01  | 2020-01-10 | -          | 0.75
            H1           | P3        | 2010-01-01  | 2010-01-10 | 2025-06-30 | 1
            H1           | P5        | 2025-06-01  | 2025-07-10 | -          | 1
            H2           | P6        | 2010-01-01  | 2010-01-10 | 2025-05-01 | 1
        """,
        expect={"H1": 1.75, "H2": None},
    ),
)
