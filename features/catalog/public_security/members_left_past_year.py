"""Members who left by marriage, split or move in the past 365 days."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    where="left_by IN ('marriage', 'split', 'move') AND left_on <= as_of AND date_diff('day', left_on, as_of) < 365",
    value="count(DISTINCT person_id)",
    unit="persons",
    direction=Direction.EITHER,  # a mouth less, or an earner less
    label=Text(zh="近一年离开家庭的人数", en="Members who left in the past year"),
    reason=Text(zh="近一年有{value:.0f}人离开家庭", en="saw {value:.0f} of its members leave within a year"),
    when_empty=0.0,  # nobody is recorded to have left
    valid_range=(0, 20),
    theme=Theme.MEMBERS,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | left_on    | left_by
            H1           | P1        | 2010-01-01  | 2025-02-10 | 2025-02-01 | move
            H1           | P2        | 2010-01-01  | 2024-07-10 | 2024-07-01 | marriage
            H1           | P3        | 2010-01-01  | 2024-07-10 | 2024-06-30 | split
            H1           | P4        | 2010-01-01  | 2025-02-10 | 2025-02-01 | death
            H1           | P5        | 2010-01-01  | 2025-07-10 | 2025-06-20 | move
            H1           | P6        | 2010-01-01  | 2025-06-20 | 2025-07-20 | move
            H2           | P7        | 2010-01-01  | 2025-02-10 | 2025-02-01 | death
        """,
        expect={"H1": 2, "H2": 0},
    ),
)
