"""Wages in the last month on file."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    by="happened_on",
    each={"wages": "coalesce(sum(amount_fen) FILTER (WHERE income_kind = 'wage'), 0)"},
    value="max_by(wages, happened_on) / 100.0",
    unit="CNY",
    direction=Direction.EITHER,  # at the same total income a question of kind: jobs end at once, farms fail slowly
    label=Text(zh="最近登记月份工资收入", en="Wages of the last month on file"),
    reason=Text(
        zh="最近一个登记月份工资收入{value:,.0f}元",
        en="earned CNY {value:,.0f} in wages in the last month on file",
    ),
    reason_of_none=Text(zh="最近一个登记月份没有工资收入", en="earned no wages in the last month on file"),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 5_000_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.WORK,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | income_kind | amount_fen
            H1           | 2025-04-30  | 2025-05-10 | wage        | 900000
            H1           | 2025-05-31  | 2025-06-10 | wage        | 300000
            H1           | 2025-05-31  | 2025-06-10 | transfer    | 50000
            H1           | 2025-06-30  | 2025-07-10 | wage        | 700000
            H2           | 2025-04-30  | 2025-05-10 | wage        | 900000
            H2           | 2025-05-31  | 2025-06-10 | transfer    | 50000
            H3           | 2025-06-30  | 2025-07-10 | wage        | 700000
        """,  # the last month on file is May; H2's brought no wage
        expect={"H1": 3000, "H2": 0, "H3": None},
    ),
)
