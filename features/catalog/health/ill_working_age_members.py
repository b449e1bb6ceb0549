"""Members between 16 and 59 registered with a chronic or a major illness and not struck off."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="chronic_illnesses",
    where="is_member AND age_years BETWEEN 16 AND 59 AND (recovered_on IS NULL OR recovered_on > as_of)",
    value="count(DISTINCT person_id)",
    unit="persons",
    direction=Direction.RAISES_RISK,
    label=Text(zh="劳动年龄患病人数", en="Ill members of working age"),
    reason=Text(
        zh="全家有{value:.0f}名劳动年龄成员患慢性病或大病",
        en="cares for a registered illness of {value:.0f} of its members of working age",
    ),
    when_empty=0.0,  # nobody on the register
    valid_range=(0, 30),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | age_years | happened_on | known_on   | illness | recovered_on
            H1           | P1        | true      | 45        | 2020-05-01  | 2020-05-10 | chronic | -
            H1           | P1        | true      | 45        | 2023-05-01  | 2023-05-10 | major   | -
            H1           | P2        | true      | 70        | 2023-05-01  | 2023-05-10 | chronic | -
            H1           | P3        | false     | 45        | 2023-05-01  | 2023-05-10 | chronic | -
            H1           | P4        | true      | 45        | 2023-05-01  | 2023-05-10 | major   | 2024-05-01
            H1           | P5        | true      | 45        | 2025-06-01  | 2025-07-10 | major   | -
            H2           | P6        | true      | 8         | 2023-05-01  | 2023-05-10 | chronic | -
        """,
        expect={"H1": 1, "H2": 0},
    ),
)
