"""Members who attend a school or college, of any stage.

A term on the roll counts for 250 days, so that the summer has students and a graduate drops out of the count.
"""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="schooling",
    where="is_member AND date_diff('day', happened_on, as_of) < 250",
    by="person_id",
    each={"attends": "latest(attending)"},
    value="count(*) FILTER (WHERE attends)",
    unit="persons",
    direction=Direction.EITHER,  # the cost of today, the earnings of tomorrow
    label=Text(zh="在校生人数", en="Students"),
    reason=Text(zh="全家有{value:.0f}名在校生", en="has {value:.0f} of its members at school or college"),
    when_empty=0.0,  # nobody on a school roll
    valid_range=(0, 20),
    privacy=Privacy.MINOR,
    from_snapshots=True,
    theme=Theme.SCHOOLING,
    said_from=2,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | attending
            H1           | P1        | true      | 2024-09-01  | 2024-09-20 | false
            H1           | P1        | true      | 2025-03-01  | 2025-03-20 | true
            H1           | P2        | true      | 2024-10-23  | 2024-10-30 | true
            H1           | P3        | true      | 2024-10-24  | 2024-10-30 | true
            H1           | P4        | false     | 2025-03-01  | 2025-03-20 | true
            H1           | P5        | true      | 2025-03-01  | 2025-03-20 | false
            H1           | P6        | true      | 2025-03-01  | 2025-07-20 | true
            H2           | P7        | true      | 2025-03-01  | 2025-03-20 | false
            H3           | P8        | true      | 2023-09-01  | 2023-09-20 | true
        """,  # P1 and P3; P2's last term is a day too old, P4 left the household, P5 left school
        expect={"H1": 2, "H2": 0, "H3": 0},
    ),
)
