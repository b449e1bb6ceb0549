"""Days since a member last lost a job, whenever that was."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="employment_spells",
    where="is_member AND lost_job AND ended_on <= as_of",
    value="date_diff('day', max(ended_on), as_of)",
    unit="days",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="距最近一次失业天数", en="Days since a job was last lost"),
    reason=Text(zh="{value:.0f}天前有家人失去工作", en="had a member lose a job {value:.0f} days ago"),
    when_empty=UNKNOWN,  # nobody is known to have lost a job
    valid_range=(0, 20_000),
    theme=Theme.WORK,
    said_to=184,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | ended_on   | lost_job
            H1           | P1        | true      | 2023-01-01  | 2024-02-10 | 2024-02-01 | true
            H1           | P1        | true      | 2024-03-01  | 2025-06-10 | 2025-05-31 | true
            H1           | P2        | true      | 2023-01-01  | 2025-06-10 | 2025-06-05 | false
            H1           | P3        | false     | 2023-01-01  | 2025-06-10 | 2025-06-05 | true
            H1           | P4        | true      | 2023-01-01  | 2025-07-10 | 2025-06-20 | true
            H1           | P5        | true      | 2023-01-01  | 2025-06-10 | 2025-08-01 | true
            H2           | P6        | true      | 2023-01-01  | 2025-06-10 | 2025-06-05 | false
        """,
        expect={"H1": 30, "H2": None},
    ),
)
