"""Members who hold a valid certificate of disability."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="disability_certificates",
    where="is_member AND (valid_until_on IS NULL OR valid_until_on >= as_of)",
    value="count(DISTINCT person_id)",
    unit="persons",
    direction=Direction.RAISES_RISK,
    label=Text(zh="持残疾人证人数", en="Members with a certificate of disability"),
    reason=Text(
        zh="全家有{value:.0f}人持残疾人证",
        en="cares for {value:.0f} of its members who hold a certificate of disability",
    ),
    when_empty=0.0,  # no certificate was issued
    valid_range=(0, 30),
    privacy=Privacy.HEALTH,
    theme=Theme.MEMBERS,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | valid_until_on
            H1           | P1        | true      | 2015-05-01  | 2015-05-10 | 2025-06-30
            H1           | P1        | true      | 2025-05-01  | 2025-05-10 | -
            H1           | P2        | true      | 2023-05-01  | 2023-05-10 | 2025-06-30
            H1           | P3        | false     | 2023-05-01  | 2023-05-10 | -
            H1           | P4        | true      | 2015-05-01  | 2015-05-10 | 2025-05-01
            H1           | P5        | true      | 2025-06-01  | 2025-07-10 | -
            H2           | P6        | false     | 2023-05-01  | 2023-05-10 | -
        """,  # P2's is valid on its last day; P3 left, P4's ran out, P5's is not known yet
        expect={"H1": 2, "H2": 0},
    ),
)
