"""What the household received in the last month that is on file, all kinds, all persons."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    by="happened_on",
    each={"total": "sum(amount_fen)"},
    value="max_by(total, happened_on) / 100.0",
    unit="CNY",
    direction=Direction.EITHER,  # per head it lowers the risk; as a sum it also counts heads
    label=Text(zh="最近登记月份收入", en="Income of the last month on file"),
    reason=Text(
        zh="最近一个登记月份收入{value:,.0f}元",
        en="received CNY {value:,.0f} in the last month on file",
    ),
    reason_of_none=Text(zh="最近一个登记月份没有收入", en="received nothing in the last month on file"),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 5_000_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.INCOME,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | amount_fen
            H1           | P1        | 2025-03-31  | 2025-04-10 | 900000
            H1           | P1        | 2025-05-31  | 2025-06-10 | 100000
            H1           | P2        | 2025-05-31  | 2025-06-10 | 50000
            H1           | P1        | 2025-06-30  | 2025-07-10 | 700000
            H2           | P3        | 2025-06-30  | 2025-07-10 | 700000
        """,  # June was not known yet, so May counts, with both earners
        expect={"H1": 1500, "H2": None},
    ),
)
