"""Members in a running public welfare post."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="employment_spells",
    # A post arranged because a clue was opened would tell the model of the clue.
    where="is_member AND public_post AND after_clue IS NOT TRUE AND (ended_on IS NULL OR ended_on > as_of)",
    value="count(DISTINCT person_id)",
    unit="persons",
    direction=Direction.EITHER,  # a post is help, and goes to those in need
    label=Text(zh="公益性岗位人数", en="Members in a public welfare post"),
    reason=Text(
        zh="全家有{value:.0f}人在公益性岗位",
        en="has {value:.0f} of its members in a public welfare post",
    ),
    when_empty=0.0,  # no post on file
    valid_range=(0, 20),
    theme=Theme.SUPPORT,
    said=False,  # support held is no reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on   | public_post | ended_on   | after_clue
            H1           | P1        | true      | 2024-01-01  | 2024-01-10 | true        | -          | -
            H1           | P2        | true      | 2024-01-01  | 2024-01-10 | false       | -          | -
            H1           | P3        | true      | 2024-01-01  | 2024-01-10 | true        | 2025-03-01 | false
            H1           | P4        | false     | 2024-01-01  | 2024-01-10 | true        | -          | -
            H1           | P5        | true      | 2025-06-01  | 2025-07-10 | true        | -          | -
            H1           | P7        | true      | 2024-01-01  | 2024-01-10 | true        | -          | true
            H2           | P6        | true      | 2024-01-01  | 2024-01-10 | false       | -          | -
        """,
        expect={"H1": 1, "H2": 0},
    ),
)
