"""Months of the past three in which a household known for wages earned none."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=3,
    where="income_kind = 'wage'",
    by="happened_on",
    each={"wages": "sum(amount_fen)"},
    value="count(*) FILTER (WHERE wages = 0)",
    unit="months",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近3个月无工资月数", en="Months without wages, of the past 3"),
    reason=Text(
        zh="近3个月中有{value:.0f}个月没有工资收入",
        en="earned no wage in {value:.0f} of the past 3 months",
    ),
    when_empty=UNKNOWN,  # no wage row at all: nobody is known to work for wages
    valid_range=(0, 3),
    privacy=Privacy.FINANCE,
    theme=Theme.WORK,
    said_from=1,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | happened_on | known_on   | income_kind | amount_fen
            H1           | P1        | 2025-03-31  | 2025-04-10 | wage        | 0
            H1           | P1        | 2025-04-30  | 2025-05-10 | wage        | 0
            H1           | P2        | 2025-05-31  | 2025-06-10 | wage        | 90000
            H1           | P1        | 2025-05-31  | 2025-06-10 | wage        | 0
            H1           | P1        | 2025-06-29  | 2025-06-29 | transfer    | 0
            H1           | P1        | 2025-06-30  | 2025-07-10 | wage        | 0
            H2           | P3        | 2025-05-31  | 2025-06-10 | transfer    | 0
        """,
        expect={"H1": 1, "H2": None},
    ),
)
