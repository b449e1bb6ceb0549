"""Share of the past year's income amounts that are whole hundreds of yuan: estimated rather than known."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=12,
    where="amount_fen > 0",
    value="avg(CASE WHEN amount_fen % 10000 = 0 THEN 1.0 ELSE 0.0 END)",
    unit="share",
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="近12个月整百金额比例", en="Share of round income amounts, past 12 months"),
    reason=Text(
        zh="近12个月收入登记有{value:.0%}为整百金额",
        en="has {value:.0%} of the past 12 months' income amounts in round hundreds",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    theme=Theme.RECORDS,
    said=False,  # a rounded record is no fault of the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2024-06-30  | 2024-07-10 | 10000
            H1           | 2024-07-31  | 2024-08-10 | 230000
            H1           | 2025-04-30  | 2025-05-10 | 234567
            H1           | 2025-05-31  | 2025-06-10 | 0
            H1           | 2025-05-31  | 2025-07-10 | 234567
            H2           | 2025-05-31  | 2025-06-10 | 0
        """,  # a recorded nothing is not a round amount
        expect={"H1": 0.5, "H2": None},
    ),
)
