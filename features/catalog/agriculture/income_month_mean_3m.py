"""Income of a month, averaged over the months on file of the past three.

A mean does not drop when the last month has not been reported yet, a sum would.
"""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=3,
    by="happened_on",
    each={"total": "sum(amount_fen)"},
    value="avg(total) / 100.0",
    unit="CNY a month",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近3个月月均收入", en="Mean monthly income, past 3 months"),
    reason=Text(
        zh="近3个月月均收入{value:,.0f}元",
        en="received CNY {value:,.0f} a month over the past 3 months",
    ),
    reason_of_none=Text(zh="近3个月没有收入", en="received nothing over the past 3 months"),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 5_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2025-03-31  | 2025-04-10 | 900000
            H1           | 2025-04-30  | 2025-05-10 | 100000
            H1           | 2025-04-30  | 2025-05-10 | 100000
            H1           | 2025-05-31  | 2025-06-10 | 400000
            H1           | 2025-06-30  | 2025-07-10 | 900000
            H2           | 2025-03-31  | 2025-04-10 | 900000
        """,  # April (2,000) and May (4,000): June is not known yet and not counted as nothing
        expect={"H1": 3000, "H2": None},
    ),
)
