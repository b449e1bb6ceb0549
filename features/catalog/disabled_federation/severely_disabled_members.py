"""Members who hold a valid certificate of disability of grade 1 or 2."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="disability_certificates",
    where="is_member AND grade <= 2 AND (valid_until_on IS NULL OR valid_until_on >= as_of)",
    value="count(DISTINCT person_id)",
    unit="persons",
    direction=Direction.RAISES_RISK,
    label=Text(zh="重度残疾人数", en="Members with a severe disability"),
    reason=Text(
        zh="全家有{value:.0f}人为一、二级重度残疾",
        en="cares for {value:.0f} of its members with a severe disability",
    ),
    when_empty=0.0,  # no such certificate was issued
    valid_range=(0, 30),
    privacy=Privacy.HEALTH,
    theme=Theme.MEMBERS,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | grade | valid_until_on
            H1           | P1        | true      | 2015-05-01  | 2015-05-10 | 2     | -
            H1           | P2        | true      | 2023-05-01  | 2023-05-10 | 3     | -
            H1           | P3        | false     | 2023-05-01  | 2023-05-10 | 1     | -
            H1           | P4        | true      | 2015-05-01  | 2015-05-10 | 1     | 2025-05-01
            H1           | P5        | true      | 2025-06-01  | 2025-07-10 | 1     | -
            H2           | P6        | true      | 2023-05-01  | 2023-05-10 | 4     | -
        """,
        expect={"H1": 1, "H2": 0},
    ),
)
