"""Members whose latest running employment is in another province."""

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
        "place": "latest(place)",
    },
    value="count(*) FILTER (WHERE state = 'employed' AND place = 'outside')",
    unit="persons",
    direction=Direction.EITHER,  # better paid, and far from home
    label=Text(zh="省外务工人数", en="Members working in another province"),
    reason=Text(
        zh="全家有{value:.0f}人在省外务工",
        en="has {value:.0f} of its members working in another province",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 30),
    theme=Theme.WORK,
    said=False,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | work_state | ended_on   | place
            H1           | P1        | true      | 2024-01-01  | 2024-01-10 | employed   | -          | outside
            H1           | P2        | true      | 2024-01-01  | 2024-01-10 | employed   | -          | county
            H1           | P3        | true      | 2024-01-01  | 2024-01-10 | employed   | 2025-03-01 | outside
            H1           | P4        | false     | 2024-01-01  | 2024-01-10 | employed   | -          | outside
            H1           | P5        | true      | 2025-06-01  | 2025-07-10 | employed   | -          | outside
            H2           | P6        | true      | 2024-01-01  | 2024-01-10 | employed   | -          | township
            H3           | P7        | false     | 2024-01-01  | 2024-01-10 | employed   | -          | outside
        """,
        expect={"H1": 1, "H2": 0, "H3": None},
    ),
)
