"""The lowest monthly income on file of the past twelve months."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=12,
    by="happened_on",
    each={"total": "sum(amount_fen)"},
    value="min(total) / 100.0",
    unit="CNY",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近12个月最低月收入", en="Lowest monthly income, past 12 months"),
    reason=Text(
        zh="近12个月中最低的一个月收入仅{value:,.0f}元",
        en="received only CNY {value:,.0f} in the poorest of 12 months",
    ),
    reason_of_none=Text(zh="近12个月中有一个月没有收入", en="received nothing in one of 12 months"),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 5_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | amount_fen
            H1           | P1        | 2024-06-30  | 2024-07-10 | 0
            H1           | P1        | 2024-07-31  | 2024-08-10 | 100000
            H1           | P2        | 2024-07-31  | 2024-08-10 | 200000
            H1           | P1        | 2025-05-31  | 2025-06-10 | 900000
            H1           | P1        | 2025-06-30  | 2025-07-10 | 0
            H2           | P3        | 2024-06-30  | 2024-07-10 | 0
        """,  # July with both earners is the poorest month that lies inside and is known
        expect={"H1": 3000, "H2": None},
    ),
)
