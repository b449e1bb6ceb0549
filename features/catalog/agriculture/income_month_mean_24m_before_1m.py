"""Mean monthly income on file of the two years before the last month: what the household is used to."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=24,
    ago=1,
    by="happened_on",
    each={"total": "sum(amount_fen)"},
    value="avg(total) / 100.0",
    unit="CNY",
    direction=Direction.EITHER,  # per head it lowers the risk; as a sum it also counts heads
    label=Text(zh="此前24个月月均收入", en="Mean monthly income of the 24 months before the last"),
    reason=Text(
        zh="此前24个月有登记的月份月均收入{value:,.0f}元",
        en="received CNY {value:,.0f} a month on average in the 24 months before the last",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 5_000_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.INCOME,
    said=False,  # what was once is the yardstick, not a reason
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | amount_fen
            H1           | P1        | 2023-05-31  | 2023-06-10 | 0
            H1           | P1        | 2023-06-30  | 2023-07-10 | 100000
            H1           | P2        | 2023-06-30  | 2023-07-10 | 100000
            H1           | P1        | 2025-04-30  | 2025-07-10 | 900000
            H1           | P1        | 2025-05-31  | 2025-06-10 | 400000
            H1           | P1        | 2025-06-30  | 2025-06-30 | 0
            H2           | P3        | 2025-06-30  | 2025-06-30 | 100000
        """,  # May 2023 and June 2025 lie outside, April 2025 is not known yet; H2 has no earlier month
        expect={"H1": 3000, "H2": None},
    ),
)
