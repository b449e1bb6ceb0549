"""Members whose latest spell of work is an employment that still runs."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="employment_spells",
    where="is_member",
    by="person_id",
    each={"state": "latest(CASE WHEN ended_on IS NULL OR ended_on > as_of THEN work_state ELSE 'ended' END)"},
    value="count(*) FILTER (WHERE state = 'employed')",
    unit="persons",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="受雇人数", en="Members employed"),
    reason=Text(zh="全家有{value:.0f}人受雇务工", en="has {value:.0f} of its members employed"),
    when_empty=UNKNOWN,
    valid_range=(0, 30),
    from_snapshots=True,
    theme=Theme.WORK,
    said_to=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | work_state | ended_on
            H1           | P1        | true      | 2024-01-01  | 2024-01-10 | employed   | -
            H1           | P2        | true      | 2024-01-01  | 2024-01-10 | employed   | 2025-06-30
            H1           | P3        | true      | 2024-01-01  | 2024-01-10 | employed   | 2025-03-01
            H1           | P3        | true      | 2025-03-01  | 2025-03-10 | unemployed | -
            H1           | P4        | false     | 2024-01-01  | 2024-01-10 | employed   | -
            H1           | P5        | true      | 2025-06-01  | 2025-07-10 | employed   | -
            H1           | P6        | true      | 2024-01-01  | 2024-01-10 | employed   | 2025-09-01
            H2           | P7        | true      | 2024-01-01  | 2024-01-10 | employed   | 2025-03-01
            H3           | P8        | false     | 2024-01-01  | 2024-01-10 | employed   | -
        """,  # P1 and P6 (until September); P2's work ended on the day, P4 left, P5's is not known yet
        expect={"H1": 2, "H2": 0, "H3": None},
    ),
)
