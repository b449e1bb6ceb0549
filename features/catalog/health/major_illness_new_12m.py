"""Members newly registered with a major illness in the past twelve months."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="chronic_illnesses",
    months=12,
    where="is_member AND illness = 'major'",
    value="count(DISTINCT person_id)",
    unit="persons",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月新患大病人数", en="Members newly with a major illness, past 12 months"),
    reason=Text(
        zh="近12个月新增{value:.0f}人患大病",
        en="had a major illness newly registered for {value:.0f} of its members in 12 months",
    ),
    when_empty=0.0,  # nobody newly on the register
    valid_range=(0, 30),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | illness
            H1           | P1        | true      | 2024-07-01  | 2024-07-10 | major
            H1           | P2        | true      | 2024-06-30  | 2024-07-10 | major
            H1           | P3        | false     | 2025-05-01  | 2025-05-10 | major
            H1           | P4        | true      | 2025-05-01  | 2025-05-10 | chronic
            H1           | P5        | true      | 2025-06-01  | 2025-07-10 | major
            H2           | P6        | true      | 2025-05-01  | 2025-05-10 | chronic
        """,
        expect={"H1": 1, "H2": 0},
    ),
)
