"""Members whose latest running work asks for no skill."""

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
        "asked": "latest(skill)",
    },
    value="count(*) FILTER (WHERE state IN ('employed', 'self_employed', 'unpaid_family') AND asked = 'elementary')",
    unit="persons",
    direction=Direction.EITHER,  # any work is better than none, and skilled work better still
    label=Text(zh="从事非技能岗位人数", en="Members in unskilled work"),
    reason=Text(
        zh="全家有{value:.0f}人从事非技能岗位",
        en="has {value:.0f} of its members in unskilled work",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 30),
    from_snapshots=True,
    theme=Theme.WORK,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | work_state    | ended_on   | skill
            H1           | P1        | true      | 2024-01-01  | 2024-01-10 | employed      | -          | technical
            H1           | P2        | true      | 2024-01-01  | 2024-01-10 | self_employed | -          | professional
            H1           | P3        | true      | 2024-01-01  | 2024-01-10 | employed      | -          | elementary
            H1           | P4        | true      | 2024-01-01  | 2024-01-10 | employed      | 2025-03-01 | professional
            H1           | P5        | true      | 2024-01-01  | 2024-01-10 | employed      | 2025-03-01 | elementary
            H1           | P6        | false     | 2024-01-01  | 2024-01-10 | employed      | -          | technical
            H1           | P7        | true      | 2025-06-01  | 2025-07-10 | employed      | -          | technical
            H2           | P8        | true      | 2024-01-01  | 2024-01-10 | employed      | -          | operative
            H3           | P9        | false     | 2024-01-01  | 2024-01-10 | employed      | -          | elementary
            H4           | P10       | true      | 2025-06-01  | 2025-07-10 | employed      | -          | elementary
            H4           | P11       | true      | 2025-06-01  | 2025-07-10 | employed      | -          | technical
        """,  # P7's, P10's and P11's work is not known yet
        expect={"H1": 1, "H2": 0, "H3": None, "H4": None},
    ),
)
