"""What the household received in the month on file before the last one: a month ago, or a visit ago."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    by="happened_on",
    each={"total": "sum(amount_fen)"},
    value="(max_by(total, happened_on, 2))[2] / 100.0",
    unit="CNY",
    direction=Direction.EITHER,  # per head it lowers the risk; as a sum it also counts heads
    label=Text(zh="上一个登记月份收入", en="Income of the month on file before the last"),
    reason=Text(
        zh="上一个登记月份收入{value:,.0f}元",
        en="received CNY {value:,.0f} in the month on file before the last",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 5_000_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.INCOME,
    said=False,  # it is the yardstick of income_change_latest, not a reason by itself
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2024-12-31  | 2025-01-10 | 900000
            H1           | 2025-03-31  | 2025-04-10 | 200000
            H1           | 2025-03-31  | 2025-04-10 | 100000
            H1           | 2025-05-31  | 2025-06-10 | 100000
            H1           | 2025-06-30  | 2025-07-10 | 700000
            H2           | 2025-05-31  | 2025-06-10 | 100000
        """,  # June is not known yet: May is the last month, March the one before; H2 has only one
        expect={"H1": 3000, "H2": None, "H3": None},
    ),
)
