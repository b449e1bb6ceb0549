"""Members whose latest running employment is known to be temporary."""

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
        "temporary": "latest(temporary)",
    },
    value="count(*) FILTER (WHERE state = 'employed' AND temporary)",
    unit="persons",
    direction=Direction.EITHER,  # worse than steady work, better than none
    label=Text(zh="临时务工人数", en="Members with temporary work"),
    reason=Text(
        zh="全家有{value:.0f}人打零工或临时工",
        en="has {value:.0f} of its members in temporary work",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 30),
    from_snapshots=True,
    theme=Theme.WORK,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | work_state | ended_on   | temporary
            H1           | P1        | true      | 2024-01-01  | 2024-01-10 | employed   | -          | true
            H1           | P2        | true      | 2024-01-01  | 2024-01-10 | employed   | -          | false
            H1           | P3        | true      | 2024-01-01  | 2024-01-10 | employed   | 2025-03-01 | true
            H1           | P4        | false     | 2024-01-01  | 2024-01-10 | employed   | -          | true
            H1           | P5        | true      | 2025-06-01  | 2025-07-10 | employed   | -          | true
            H2           | P6        | true      | 2024-01-01  | 2024-01-10 | employed   | -          | -
            H3           | P7        | false     | 2024-01-01  | 2024-01-10 | employed   | -          | true
        """,
        expect={"H1": 1, "H2": 0, "H3": None},
    ),
)
