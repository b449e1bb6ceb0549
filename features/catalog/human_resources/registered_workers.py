"""Members whose latest running employment has a contract or contributions."""

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
        "registered": "latest(registered)",
    },
    value="count(*) FILTER (WHERE state = 'employed' AND registered)",
    unit="persons",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="签订合同或缴纳社保的务工人数", en="Members with registered work"),
    reason=Text(
        zh="全家有{value:.0f}人务工签订合同或缴纳社保",
        en="has {value:.0f} of its members in registered work",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 30),
    from_snapshots=True,
    theme=Theme.WORK,
    said_to=0,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | work_state    | ended_on   | registered
            H1           | P1        | true      | 2024-01-01  | 2024-01-10 | employed      | -          | true
            H1           | P2        | true      | 2024-01-01  | 2024-01-10 | employed      | -          | false
            H1           | P3        | true      | 2024-01-01  | 2024-01-10 | employed      | 2025-03-01 | true
            H1           | P4        | false     | 2024-01-01  | 2024-01-10 | employed      | -          | true
            H1           | P5        | true      | 2024-01-01  | 2024-01-10 | self_employed | -          | true
            H1           | P6        | true      | 2025-06-01  | 2025-07-10 | employed      | -          | true
            H2           | P7        | true      | 2024-01-01  | 2024-01-10 | employed      | -          | false
            H3           | P8        | false     | 2024-01-01  | 2024-01-10 | employed      | -          | true
        """,
        expect={"H1": 1, "H2": 0, "H3": None},
    ),
)
