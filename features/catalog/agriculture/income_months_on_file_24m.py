"""How many months of the past two years have an income on file: how well the household is known."""

from datetime import date

from features.feature import Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=24,
    value="count(DISTINCT happened_on)",
    unit="months",
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="近24个月有收入登记的月数", en="Months with income on file, past 24 months"),
    reason=Text(
        zh="近24个月有{value:.0f}个月的收入登记",
        en="has {value:.0f} of the past 24 months on file",
    ),
    when_empty=0.0,  # no record is no month on file
    valid_range=(0, 24),
    from_snapshots=True,
    theme=Theme.RECORDS,
    said=False,  # what was not recorded is no fault of the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | amount_fen
            H1           | P1        | 2023-06-30  | 2023-07-10 | 100
            H1           | P1        | 2023-07-31  | 2023-08-10 | 100
            H1           | P2        | 2023-07-31  | 2023-08-10 | 100
            H1           | P1        | 2025-05-31  | 2025-06-10 | 100
            H1           | P1        | 2025-06-30  | 2025-07-10 | 100
            H2           | P3        | 2023-06-30  | 2023-07-10 | 100
        """,  # June 2023 lies outside, June 2025 is not known yet
        expect={"H1": 2, "H2": 0, "H3": 0},
    ),
)
