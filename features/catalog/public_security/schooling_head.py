"""Schooling of the head of the household: 0 none, 1 primary, 2 junior, 3 senior, 4 college."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    where="is_member AND relation = 'head'",
    value=(
        "max(CASE schooling_level WHEN 'illiterate' THEN 0 WHEN 'primary' THEN 1 "
        "WHEN 'junior' THEN 2 WHEN 'senior' THEN 3 WHEN 'college' THEN 4 END)"
    ),
    unit="level",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="户主文化程度", en="Schooling of the head"),
    reason=Text(
        zh="户主文化程度为{value:.0f}级（0至4）",
        en="is headed by a person of schooling level {value:.0f} (0 to 4)",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 4),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said=False,  # schooling long past cannot be changed and shames
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | relation | schooling_level | happened_on | known_on   | left_on
            H1           | P1        | head     | junior          | 2010-01-01  | 2010-01-10 | -
            H1           | P2        | child    | college         | 2010-01-01  | 2010-01-10 | -
            H1           | P3        | head     | senior          | 2010-01-01  | 2010-01-10 | 2024-01-01
            H2           | P4        | head     | -               | 2010-01-01  | 2010-01-10 | -
            H3           | P5        | head     | college         | 2025-06-01  | 2025-07-10 | -
            H3           | P6        | spouse   | primary         | 2010-01-01  | 2010-01-10 | -
        """,
        expect={"H1": 2, "H2": None, "H3": None},
    ),
)
