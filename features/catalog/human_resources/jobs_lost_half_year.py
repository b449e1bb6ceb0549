"""Employments that ended by losing the job in the past 184 days.

The name says no window of months: the day of the loss is when a spell ended, not when it began.
"""

from datetime import date

from features.feature import Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="employment_spells",
    where="is_member AND lost_job AND ended_on <= as_of AND date_diff('day', ended_on, as_of) < 184",
    value="count(*)",
    unit="jobs",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近半年失去的工作", en="Jobs lost in half a year"),
    reason=Text(zh="近半年有{value:.0f}人次失业离岗", en="lost {value:.0f} job(s) within half a year"),
    when_empty=0.0,  # no loss on file
    valid_range=(0, 60),
    theme=Theme.WORK,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | ended_on   | lost_job
            H1           | P1        | true      | 2024-01-01  | 2025-02-10 | 2025-02-01 | true
            H1           | P2        | true      | 2024-01-01  | 2025-02-10 | 2024-12-29 | true
            H1           | P3        | true      | 2024-01-01  | 2025-02-10 | 2024-12-28 | true
            H1           | P4        | true      | 2024-01-01  | 2025-02-10 | 2025-02-01 | false
            H1           | P5        | false     | 2024-01-01  | 2025-02-10 | 2025-02-01 | true
            H1           | P6        | true      | 2024-01-01  | 2025-07-10 | 2025-06-01 | true
            H1           | P7        | true      | 2024-01-01  | 2025-06-10 | 2025-08-01 | true
            H2           | P8        | true      | 2024-01-01  | 2025-02-10 | 2025-02-01 | false
        """,  # P3's lies a day too far back, P6's was reported late, P7's notice runs until August
        expect={"H1": 2, "H2": 0},
    ),
)
