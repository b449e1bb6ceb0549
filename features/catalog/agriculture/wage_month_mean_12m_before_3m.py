"""Wages of a month, averaged over the twelve months that ended three months ago, where wages are on file."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=12,
    ago=3,
    where="income_kind = 'wage'",
    by="happened_on",
    each={"wages": "sum(amount_fen)"},
    value="avg(wages) / 100.0",
    unit="CNY a month",
    direction=Direction.EITHER,  # the more there was, the more was lost; alone it says neither
    label=Text(zh="三个月前的12个月月均工资", en="Mean monthly wages of the 12 months that ended 3 months ago"),
    reason=Text(
        zh="此前12个月月均工资{value:,.0f}元",
        en="earned CNY {value:,.0f} a month in wages over the 12 months before",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 5_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.WORK,
    said=False,  # it is the yardstick of wage_fall_3m, not a reason by itself
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | income_kind | amount_fen
            H1           | 2024-03-31  | 2024-04-10 | wage        | 900000
            H1           | 2024-04-30  | 2024-05-10 | wage        | 300000
            H1           | 2025-03-31  | 2025-04-10 | wage        | 0
            H1           | 2025-03-31  | 2025-04-10 | transfer    | 700000
            H1           | 2025-02-28  | 2025-07-10 | wage        | 900000
            H1           | 2025-04-30  | 2025-05-10 | wage        | 900000
            H2           | 2025-03-31  | 2025-04-10 | transfer    | 700000
        """,
        expect={"H1": 1500, "H2": None},
    ),
)
