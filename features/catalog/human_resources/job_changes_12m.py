"""Employments and self-employments begun in the past twelve months."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="employment_spells",
    months=12,
    where="is_member AND work_state IN ('employed', 'self_employed')",
    value="count(*)",
    unit="spells",
    direction=Direction.EITHER,  # a new job is hope, many new jobs are not
    label=Text(zh="近12个月新开始的工作", en="Spells of work begun, past 12 months"),
    reason=Text(zh="近12个月换了{value:.0f}次工作", en="began {value:.0f} spell(s) of work in 12 months"),
    when_empty=0.0,  # none on file
    valid_range=(0, 200),
    theme=Theme.WORK,
    said_from=3,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | work_state
            H1           | P1        | true      | 2024-06-30  | 2024-07-10 | employed
            H1           | P1        | true      | 2024-07-01  | 2024-07-10 | employed
            H1           | P2        | true      | 2025-03-01  | 2025-03-10 | self_employed
            H1           | P2        | true      | 2025-04-01  | 2025-04-10 | unemployed
            H1           | P3        | false     | 2025-03-01  | 2025-03-10 | employed
            H1           | P4        | true      | 2025-06-01  | 2025-07-10 | employed
            H2           | P5        | true      | 2025-03-01  | 2025-03-10 | inactive
        """,
        expect={"H1": 2, "H2": 0},
    ),
)
