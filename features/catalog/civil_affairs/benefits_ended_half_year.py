"""Benefits that ended in the past 184 days.

The name says no window of months: the day counts on which a benefit ended, not when it began.
"""

from datetime import date

from features.feature import Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="benefits",
    where="ended_on <= as_of AND date_diff('day', ended_on, as_of) < 184",
    value="count(*)",
    unit="benefits",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近半年停发的补助", en="Benefits ended in half a year"),
    reason=Text(zh="近半年有{value:.0f}项补助停发", en="had {value:.0f} benefit(s) end within half a year"),
    when_empty=0.0,  # no benefit that ended
    valid_range=(0, 30),
    privacy=Privacy.FINANCE,
    theme=Theme.SUPPORT,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | ended_on   | after_clue
            H1           | 2023-01-01  | 2025-02-10 | 2025-02-01 | false
            H1           | 2023-01-01  | 2025-02-10 | 2024-12-29 | false
            H1           | 2023-01-01  | 2025-02-10 | 2024-12-28 | false
            H1           | 2024-12-01  | 2025-02-10 | 2025-02-01 | true
            H1           | 2023-01-01  | 2025-07-10 | 2025-06-01 | false
            H1           | 2023-01-01  | 2025-02-10 | 2025-08-01 | false
            H2           | 2023-01-01  | 2025-02-10 | -          | false
        """,
        expect={"H1": 2, "H2": 0},
    ),
)
