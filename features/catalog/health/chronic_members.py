"""Members registered with a long-term chronic illness and not struck off."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="chronic_illnesses",
    where="is_member AND illness = 'chronic' AND (recovered_on IS NULL OR recovered_on > as_of)",
    value="count(DISTINCT person_id)",
    unit="persons",
    direction=Direction.RAISES_RISK,
    label=Text(zh="慢性病人数", en="Members with a chronic illness"),
    reason=Text(
        zh="全家有{value:.0f}人患长期慢性病",
        en="cares for a registered chronic illness of {value:.0f} of its members",
    ),
    when_empty=0.0,  # nobody on the register
    valid_range=(0, 30),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | illness | recovered_on
            H1           | P1        | true      | 2020-05-01  | 2020-05-10 | chronic | -
            H1           | P1        | true      | 2023-05-01  | 2023-05-10 | chronic | -
            H1           | P2        | false     | 2023-05-01  | 2023-05-10 | chronic | -
            H1           | P3        | true      | 2023-05-01  | 2023-05-10 | major   | -
            H1           | P4        | true      | 2023-05-01  | 2023-05-10 | chronic | 2024-05-01
            H1           | P5        | true      | 2025-06-01  | 2025-07-10 | chronic | -
            H2           | P6        | true      | 2023-05-01  | 2023-05-10 | major   | -
        """,  # P1 has two entries; P2 left, P3's is major, P4 was struck off, P5 is not known yet
        expect={"H1": 1, "H2": 0},
    ),
)
