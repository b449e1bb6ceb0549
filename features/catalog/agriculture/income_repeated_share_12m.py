"""Share of the past year's months whose total repeats that of another month to the fen: written off, not asked for."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=12,
    where="amount_fen > 0",
    by="happened_on",
    each={"total": "sum(amount_fen)"},
    value="1.0 - count(DISTINCT total) * 1.0 / count(*)",
    unit="share",
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="近12个月重复金额月份比例", en="Share of months with a repeated total, past 12 months"),
    reason=Text(
        zh="近12个月有{value:.0%}的月份收入与其他月份完全相同",
        en="has {value:.0%} of the past 12 months with exactly another month's income",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    theme=Theme.RECORDS,
    said=False,  # a copied record is no fault of the household
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2024-06-30  | 2024-07-10 | 234567
            H1           | 2024-07-31  | 2024-08-10 | 234567
            H1           | 2024-08-31  | 2024-09-10 | 234567
            H1           | 2025-02-28  | 2025-03-10 | 234567
            H1           | 2025-03-31  | 2025-04-10 | 198700
            H1           | 2025-04-30  | 2025-05-10 | 0
            H1           | 2025-05-31  | 2025-07-10 | 234567
            H2           | 2025-04-30  | 2025-05-10 | 0
        """,  # four months on file, two different totals
        expect={"H1": 0.5, "H2": None},
    ),
)
