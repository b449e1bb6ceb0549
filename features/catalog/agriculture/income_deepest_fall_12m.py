"""How far the poorest of the past twelve months lay below the middle one: 0 is steady, 1 a month of nothing."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="incomes",
    months=12,
    by="happened_on",
    each={"total": "sum(amount_fen)"},
    value="CASE WHEN count(*) >= 3 THEN 1 - min(total) / nullif(median(total), 0) END",  # two months have no middle
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月月收入最大跌幅", en="Deepest monthly fall of income, past 12 months"),
    reason=Text(
        zh="近12个月中收入最低的月份比平常月份少{value:.0%}",
        en="received {value:.0%} less in its poorest month of 12 than in a usual one",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    said_from=0.3,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2024-06-30  | 2024-07-10 | 0
            H1           | 2024-07-31  | 2024-08-10 | 100000
            H1           | 2025-03-31  | 2025-04-10 | 400000
            H1           | 2025-04-30  | 2025-05-10 | 900000
            H1           | 2025-05-31  | 2025-07-10 | 0
            H2           | 2025-03-31  | 2025-04-10 | 400000
            H2           | 2025-04-30  | 2025-05-10 | 100000
        """,  # 1,000 against the middle month's 4,000
        expect={"H1": 0.75, "H2": None, "H3": None},
    ),
)
