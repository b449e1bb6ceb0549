"""Members from 6 to 15 whose latest term on the roll says that they do not attend."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="schooling",
    where="is_member AND age_years BETWEEN 6 AND 15",
    by="person_id",
    each={"attends": "latest(attending)"},
    value="count(*) FILTER (WHERE NOT attends)",
    unit="persons",
    direction=Direction.RAISES_RISK,
    label=Text(zh="义务教育阶段失学辍学人数", en="Dropouts of compulsory school age"),
    reason=Text(
        zh="全家有{value:.0f}名义务教育阶段学生失学辍学",
        en="has {value:.0f} of its members of compulsory school age out of school",
    ),
    when_empty=0.0,  # no child of that age on the roll who left it
    valid_range=(0, 20),
    privacy=Privacy.MINOR,
    from_snapshots=True,
    theme=Theme.SCHOOLING,
    said=False,  # the alert of the rule lane asks about it; a list must not shame a child
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | age_years | happened_on | known_on   | attending
            H1           | P1        | true      | 12        | 2024-09-01  | 2024-09-20 | true
            H1           | P1        | true      | 12        | 2025-03-01  | 2025-03-20 | false
            H1           | P2        | true      | 16        | 2025-03-01  | 2025-03-20 | false
            H1           | P3        | true      | 5         | 2025-03-01  | 2025-03-20 | false
            H1           | P4        | false     | 12        | 2025-03-01  | 2025-03-20 | false
            H1           | P5        | true      | 12        | 2025-03-01  | 2025-07-20 | false
            H1           | P6        | true      | 12        | 2024-09-01  | 2024-09-20 | false
            H1           | P6        | true      | 12        | 2025-03-01  | 2025-03-20 | true
            H2           | P7        | true      | 17        | 2025-03-01  | 2025-03-20 | false
        """,
        expect={"H1": 1, "H2": 0},
    ),
)
