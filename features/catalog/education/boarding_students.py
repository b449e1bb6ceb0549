"""Members who attend and board at school."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="schooling",
    where="is_member AND date_diff('day', happened_on, as_of) < 250",
    by="person_id",
    each={"boards": "latest(attending AND boarding)"},
    value="count(*) FILTER (WHERE boards)",
    unit="persons",
    direction=Direction.EITHER,
    label=Text(zh="寄宿生人数", en="Boarding students"),
    reason=Text(zh="全家有{value:.0f}名寄宿生", en="has {value:.0f} of its members boarding at school"),
    when_empty=0.0,  # nobody on a school roll
    valid_range=(0, 20),
    privacy=Privacy.MINOR,
    theme=Theme.SCHOOLING,
    said=False,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | attending | boarding
            H1           | P1        | true      | 2025-03-01  | 2025-03-20 | true      | true
            H1           | P2        | true      | 2024-10-23  | 2024-10-30 | true      | true
            H1           | P3        | false     | 2025-03-01  | 2025-03-20 | true      | true
            H1           | P4        | true      | 2025-03-01  | 2025-03-20 | false     | true
            H1           | P5        | true      | 2025-03-01  | 2025-07-20 | true      | true
            H2           | P6        | true      | 2025-03-01  | 2025-03-20 | true      | false
            H3           | P7        | true      | 2023-09-01  | 2023-09-20 | true      | true
        """,
        expect={"H1": 1, "H2": 0, "H3": 0},
    ),
)
