"""Days since the latest verified 四看法 assessment."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="household_assessments",
    where="verified",
    value="date_diff('day', max(happened_on), as_of)",
    unit="days",
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="四看法评估距今天数", en="Days since the latest assessment"),
    reason=Text(zh="最近一次四看法评估在{value:.0f}天前", en="was last assessed {value:.0f} days ago"),
    when_empty=UNKNOWN,
    valid_range=(0, 20_000),
    theme=Theme.RECORDS,
    said=False,  # a stale record is no fault of the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | verified
            H1           | 2025-03-31  | 2025-04-10 | true
            H1           | 2025-05-31  | 2025-06-10 | true
            H1           | 2025-06-10  | 2025-06-12 | false
            H1           | 2025-06-20  | 2025-07-10 | true
            H2           | 2025-06-10  | 2025-06-12 | false
        """,
        expect={"H1": 30, "H2": None},
    ),
)
