"""Members who attend a senior or vocational school or a college: the stages that cost fees."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="schooling",
    where="is_member AND date_diff('day', happened_on, as_of) < 250",
    by="person_id",
    each={"attends": "latest(attending AND stage IN ('senior', 'vocational', 'college'))"},
    value="count(*) FILTER (WHERE attends)",
    unit="persons",
    direction=Direction.EITHER,  # the cost of today, the earnings of tomorrow
    label=Text(zh="非义务教育阶段在校生人数", en="Students beyond compulsory schooling"),
    reason=Text(
        zh="全家有{value:.0f}人读高中、中职或大学",
        en="has {value:.0f} of its members at a senior school or college",
    ),
    when_empty=0.0,  # nobody on a school roll
    valid_range=(0, 20),
    from_snapshots=True,
    theme=Theme.SCHOOLING,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | attending | stage
            H1           | P1        | true      | 2024-09-01  | 2024-09-20 | true      | junior
            H1           | P1        | true      | 2025-03-01  | 2025-03-20 | true      | vocational
            H1           | P2        | true      | 2024-10-23  | 2024-10-30 | true      | college
            H1           | P3        | true      | 2025-03-01  | 2025-03-20 | true      | primary
            H1           | P4        | false     | 2025-03-01  | 2025-03-20 | true      | senior
            H1           | P5        | true      | 2025-03-01  | 2025-03-20 | false     | senior
            H1           | P6        | true      | 2025-03-01  | 2025-07-20 | true      | college
            H2           | P7        | true      | 2025-03-01  | 2025-03-20 | true      | junior
            H3           | P8        | true      | 2023-09-01  | 2023-09-20 | true      | college
        """,
        expect={"H1": 1, "H2": 0, "H3": 0},
    ),
)
