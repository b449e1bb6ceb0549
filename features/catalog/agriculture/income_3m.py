"""Everything the household is recorded to have received in the past three months, all kinds, all persons."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=3,
    value="sum(amount_fen) / 100.0",
    unit="CNY",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近3个月登记收入", en="Recorded income, past 3 months"),
    reason=Text(
        zh="近3个月登记收入{value:,.0f}元",
        en="is recorded with an income of CNY {value:,.0f} in 3 months",
    ),
    reason_of_none=Text(zh="近3个月没有登记收入", en="is recorded with no income in 3 months"),
    when_empty=UNKNOWN,  # a month without a row is unknown, not without income
    scale=Scale.LINE,
    valid_range=(0, 20_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2025-03-31  | 2025-04-10 | 900000
            H1           | 2025-04-30  | 2025-05-10 | 100000
            H1           | 2025-05-31  | 2025-07-02 | 800000
            H1           | 2025-06-30  | 2025-06-30 | 0
            H2           | 2025-03-31  | 2025-04-10 | 500000
        """,  # March lies outside, H1's May was reported too late, its June is a recorded nothing
        expect={"H1": 1000, "H2": None},
    ),
)
