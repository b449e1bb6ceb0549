"""Hours a week of all members in work together; unknown when one of them has no hours on file."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="employment_spells",
    where="is_member",
    by="person_id",
    each={
        "state": "latest(CASE WHEN ended_on IS NULL OR ended_on > as_of THEN work_state ELSE 'ended' END)",
        "hours": "latest(coalesce(weekly_hours, -1))",  # so that an older spell's hours do not stand in
    },
    value=(
        "CASE WHEN min(hours) FILTER (WHERE state IN ('employed', 'self_employed')) < 0 THEN NULL "
        "ELSE coalesce(sum(hours) FILTER (WHERE state IN ('employed', 'self_employed')), 0) END"
    ),
    unit="hours",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="每周总工时", en="Hours of work a week"),
    reason=Text(zh="全家每周工作{value:.0f}小时", en="works {value:.0f} hours a week altogether"),
    reason_of_none=Text(zh="全家无人工作", en="works no hours at present"),
    when_empty=UNKNOWN,
    valid_range=(0, 3_000),
    from_snapshots=True,
    theme=Theme.WORK,
    said_to=30,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
    household_id | person_id | is_member | happened_on | known_on   | work_state    | ended_on   | weekly_hours
    H1           | P1        | true      | 2024-01-01  | 2024-01-10 | employed      | -          | 40
    H1           | P2        | true      | 2024-01-01  | 2024-01-10 | self_employed | -          | 20
    H1           | P3        | true      | 2024-01-01  | 2024-01-10 | employed      | 2025-03-01 | 50
    H1           | P4        | false     | 2024-01-01  | 2024-01-10 | employed      | -          | 50
    H1           | P5        | true      | 2025-06-01  | 2025-07-10 | employed      | -          | 50
    H2           | P6        | true      | 2024-01-01  | 2024-01-10 | unemployed    | -          | -
    H3           | P7        | true      | 2024-01-01  | 2024-01-10 | employed      | 2025-03-01 | 40
    H3           | P7        | true      | 2025-03-01  | 2025-03-10 | employed      | -          | -
    H4           | P8        | false     | 2024-01-01  | 2024-01-10 | employed      | -          | 50
        """,  # H2 looks for work: no hours; the hours of H3's new work are not on file
        expect={"H1": 60, "H2": 0, "H3": None, "H4": None},
    ),
)
