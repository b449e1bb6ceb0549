"""Members whose identity number fails its check digit."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    where="is_member",
    value="CASE WHEN count(identity_valid) > 0 THEN count(DISTINCT person_id) FILTER (WHERE NOT identity_valid) END",
    unit="persons",
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="身份号码校验不通过人数", en="Members with an invalid identity number"),
    reason=Text(
        zh="全家有{value:.0f}人身份号码校验不通过",
        en="has {value:.0f} of its members recorded with an invalid identity number",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 30),
    theme=Theme.RECORDS,
    said=False,  # a wrong record is no fault of the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | identity_valid | happened_on | known_on   | left_on
            H1           | P1        | true           | 2010-01-01  | 2010-01-10 | -
            H1           | P2        | false          | 2010-01-01  | 2010-01-10 | -
            H1           | P3        | false          | 2010-01-01  | 2010-01-10 | 2024-01-01
            H1           | P4        | false          | 2025-06-01  | 2025-07-10 | -
            H2           | P5        | true           | 2010-01-01  | 2010-01-10 | -
            H2           | P6        | false          | 2010-01-01  | 2010-01-10 | 2024-01-01
            H3           | P7        | -              | 2010-01-01  | 2010-01-10 | -
        """,
        expect={"H1": 1, "H2": 0, "H3": None, "H4": None},
    ),
)
