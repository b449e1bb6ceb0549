"""Mean schooling of the adult members: 0 none, 1 primary, 2 junior, 3 senior, 4 college."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    where="is_member AND age_years >= 18",
    value=(
        "avg(CASE schooling_level WHEN 'illiterate' THEN 0 WHEN 'primary' THEN 1 "
        "WHEN 'junior' THEN 2 WHEN 'senior' THEN 3 WHEN 'college' THEN 4 END)"
    ),
    unit="level",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="成年人平均文化程度", en="Mean schooling of the adults"),
    reason=Text(
        zh="成年人平均文化程度为{value:.1f}级（0至4）",
        en="has a mean level of schooling of {value:.1f} among its adults (0 to 4)",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 4),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said=False,  # schooling long past cannot be changed and shames
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | born_on    | schooling_level | happened_on | known_on   | left_on
            H1           | P1        | 1980-01-01 | primary         | 2010-01-01  | 2010-01-10 | -
            H1           | P2        | 1980-01-01 | junior          | 2010-01-01  | 2010-01-10 | -
            H1           | P3        | 1980-01-01 | college         | 2010-01-01  | 2010-01-10 | 2024-01-01
            H1           | P4        | 2012-01-01 | primary         | 2012-01-01  | 2012-01-10 | -
            H1           | P5        | 1980-01-01 | senior          | 2025-06-01  | 2025-07-10 | -
            H2           | P6        | 2012-01-01 | primary         | 2012-01-01  | 2012-01-10 | -
        """,
        expect={"H1": 1.5, "H2": None},
    ),
)
