"""Days since the last month whose income is on file: how stale the income record is."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    value="date_diff('day', max(happened_on), as_of)",
    unit="days",
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="收入登记距今天数", en="Days since the last month on file"),
    reason=Text(
        zh="最近一次收入登记在{value:.0f}天前",
        en="was last recorded with an income {value:.0f} days ago",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 20_000),
    from_snapshots=True,
    theme=Theme.RECORDS,
    said=False,  # a stale record is no fault of the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2025-03-31  | 2025-04-10 | 100
            H1           | 2025-05-31  | 2025-06-10 | 100
            H1           | 2025-06-30  | 2025-07-10 | 100
            H2           | 2025-06-30  | 2025-07-10 | 100
        """,
        expect={"H1": 30, "H2": None},
    ),
)
