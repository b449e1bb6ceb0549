"""Whether no member is able to work (整户无劳动力)."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    where="is_member",
    value=(
        "CASE WHEN count(labour) > 0 "
        "THEN CAST(count(*) FILTER (WHERE labour IN ('skilled', 'ordinary', 'weak')) = 0 AS INT) END"
    ),
    unit=YES_NO,
    direction=Direction.RAISES_RISK,
    label=Text(zh="整户无劳动力", en="No member able to work"),
    reason=Text(zh="全家没有劳动力", en="has no member able to work"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | labour   | happened_on | known_on   | left_on
            H1           | P1        | lost     | 2010-01-01  | 2010-01-10 | -
            H1           | P2        | none     | 2010-01-01  | 2010-01-10 | -
            H1           | P3        | ordinary | 2010-01-01  | 2010-01-10 | 2024-01-01
            H1           | P4        | ordinary | 2025-06-01  | 2025-07-10 | -
            H2           | P5        | weak     | 2010-01-01  | 2010-01-10 | -
            H3           | P6        | -        | 2010-01-01  | 2010-01-10 | -
        """,
        expect={"H1": 1, "H2": 0, "H3": None, "H4": None},
    ),
)
