"""Members with capacity for work: skilled, ordinary, weak or half labour."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    where="is_member",
    value=(
        "CASE WHEN count(labour) > 0 "
        "THEN count(DISTINCT person_id) FILTER (WHERE labour IN ('skilled', 'ordinary', 'weak')) END"
    ),
    unit="persons",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="劳动力人数", en="Members with capacity for work"),
    reason=Text(zh="全家有{value:.0f}名劳动力", en="has {value:.0f} of its members able to work"),
    reason_of_none=Text(zh="全家没有劳动力", en="has no member able to work"),
    when_empty=UNKNOWN,
    valid_range=(0, 30),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said_to=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | labour   | happened_on | known_on   | left_on
            H1           | P1        | skilled  | 2010-01-01  | 2010-01-10 | -
            H1           | P2        | weak     | 2010-01-01  | 2010-01-10 | -
            H1           | P3        | lost     | 2010-01-01  | 2010-01-10 | -
            H1           | P4        | ordinary | 2010-01-01  | 2010-01-10 | 2024-01-01
            H1           | P5        | ordinary | 2025-06-01  | 2025-07-10 | -
            H2           | P6        | none     | 2010-01-01  | 2010-01-10 | -
            H2           | P7        | ordinary | 2010-01-01  | 2010-01-10 | 2024-01-01
            H3           | P8        | -        | 2010-01-01  | 2010-01-10 | -
        """,
        expect={"H1": 2, "H2": 0, "H3": None, "H4": None},
    ),
)
