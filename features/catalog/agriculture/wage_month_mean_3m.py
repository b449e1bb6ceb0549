"""Wages of a month, averaged over the months of the past three for which wages are on file (a zero counts)."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=3,
    where="income_kind = 'wage'",
    by="happened_on",
    each={"wages": "sum(amount_fen)"},
    value="avg(wages) / 100.0",
    unit="CNY a month",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近3个月月均工资", en="Mean monthly wages, past 3 months"),
    reason=Text(
        zh="近3个月月均工资{value:,.0f}元",
        en="earned CNY {value:,.0f} a month in wages over the past 3 months",
    ),
    reason_of_none=Text(zh="近3个月没有工资收入", en="earned no wages in the past 3 months"),
    when_empty=UNKNOWN,  # nobody is known to work for wages
    scale=Scale.LINE,
    valid_range=(0, 5_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.WORK,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | income_kind | amount_fen
            H1           | 2025-03-31  | 2025-04-10 | wage        | 900000
            H1           | 2025-04-30  | 2025-05-10 | wage        | 300000
            H1           | 2025-05-31  | 2025-06-10 | wage        | 0
            H1           | 2025-05-31  | 2025-06-10 | transfer    | 600000
            H1           | 2025-06-30  | 2025-07-10 | wage        | 900000
            H2           | 2025-05-31  | 2025-06-10 | transfer    | 600000
        """,
        expect={"H1": 1500, "H2": None},
    ),
)
