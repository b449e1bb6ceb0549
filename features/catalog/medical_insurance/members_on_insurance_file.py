"""Members who have ever had an insurance record, insured or not."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="insurance_enrolments",
    where="is_member",
    value="count(DISTINCT person_id)",
    unit="persons",
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="有医保记录的人数", en="Members on the insurer's file"),
    reason=Text(
        zh="全家有{value:.0f}人有医保记录",
        en="has {value:.0f} of its members on the insurer's file",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 30),
    from_snapshots=True,
    theme=Theme.RECORDS,
    said=False,  # a missing record is no fault of the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | is_member | happened_on | known_on
            H1           | P1        | true      | 2024-01-01  | 2024-01-20
            H1           | P1        | true      | 2025-01-01  | 2025-01-20
            H1           | P2        | true      | 2025-01-01  | 2025-01-20
            H1           | P3        | false     | 2025-01-01  | 2025-01-20
            H1           | P4        | true      | 2025-01-01  | 2025-07-20
            H2           | P5        | false     | 2025-01-01  | 2025-01-20
        """,
        expect={"H1": 2, "H2": None},
    ),
)
