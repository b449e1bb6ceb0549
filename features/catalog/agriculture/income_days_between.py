"""Days between the last month whose income is on file and the one before it: how old the comparison is."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    by="happened_on",
    each={"day": "max(happened_on)"},
    value="date_diff('day', (max_by(day, happened_on, 2))[2], max(day))",
    unit="days",
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="最近两次收入登记相隔天数", en="Days between the last two months on file"),
    reason=Text(
        zh="最近两次收入登记相隔{value:.0f}天",
        en="has {value:.0f} days between the last two months on file",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 20_000),
    from_snapshots=True,
    theme=Theme.RECORDS,
    said=False,  # a gap in the records is no fault of the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | amount_fen
            H1           | P1        | 2024-12-31  | 2025-01-10 | 100
            H1           | P1        | 2025-03-31  | 2025-04-10 | 100
            H1           | P1        | 2025-05-31  | 2025-06-10 | 100
            H1           | P2        | 2025-05-31  | 2025-06-10 | 100
            H1           | P1        | 2025-06-30  | 2025-07-10 | 100
            H2           | P3        | 2025-05-31  | 2025-06-10 | 100
        """,  # June is not known yet: 31 March to 31 May
        expect={"H1": 61, "H2": None, "H3": None},
    ),
)
