"""Whether any part of the last month's income was estimated instead of told by the household."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    by="happened_on",
    each={"any_estimated": "max(CASE WHEN estimated THEN 1 WHEN NOT estimated THEN 0 END)"},
    value="max_by(any_estimated, happened_on)",
    unit=YES_NO,
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="最近登记月份收入是否估算", en="Income of the last month on file estimated"),
    reason=Text(zh="最近登记月份的收入是估算的", en="has an estimated income in the last month on file"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    from_snapshots=True,
    theme=Theme.RECORDS,
    said=False,  # an estimate is no fault of the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | estimated
            H1           | 2025-03-31  | 2025-04-10 | true
            H1           | 2025-05-31  | 2025-06-10 | false
            H1           | 2025-06-30  | 2025-07-10 | true
            H2           | 2025-05-31  | 2025-06-10 | false
            H2           | 2025-05-31  | 2025-06-10 | true
            H3           | 2025-05-31  | 2025-06-10 | -
        """,  # June is not known yet; one estimated part makes a month estimated
        expect={"H1": 0, "H2": 1, "H3": None, "H4": None},
    ),
)
