"""Everything the household is recorded to have received in the past twelve months, all kinds, all persons.

Months without a record add nothing: read it beside income_months_recorded_12m.
"""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=12,
    value="sum(amount_fen) / 100.0",
    unit="CNY",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近12个月登记收入", en="Recorded income, past 12 months"),
    reason=Text(
        zh="近12个月登记收入{value:,.0f}元",
        en="is recorded with an income of CNY {value:,.0f} in 12 months",
    ),
    when_empty=UNKNOWN,  # a month without a row is unknown, not without income
    scale=Scale.LINE,
    valid_range=(0, 20_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2024-06-30  | 2024-07-10 | 900000
            H1           | 2024-07-31  | 2024-08-10 | 100000
            H1           | 2025-06-30  | 2025-06-30 | 200000
            H1           | 2025-05-31  | 2025-07-02 | 800000
            H2           | 2024-06-30  | 2024-07-10 | 500000
        """,  # the first row lies a day outside the window, H1's May was reported too late
        expect={"H1": 3000, "H2": None},
    ),
)
