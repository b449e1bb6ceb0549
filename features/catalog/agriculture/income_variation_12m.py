"""How unsteady the monthly income was over the past twelve months: standard deviation over mean.

Fewer than six months on file say nothing about steadiness.
"""

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
    value="CASE WHEN count(*) >= 6 THEN stddev_samp(total) / nullif(avg(total), 0) END",
    unit="ratio",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近12个月收入波动", en="Variation of monthly income, past 12 months"),
    reason=Text(
        zh="近12个月月收入起伏不定（波动系数{value:.2f}）",
        en="had an unsteady monthly income over 12 months (coefficient of variation {value:.2f})",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 4),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    said_from=0.5,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2024-06-30  | 2024-07-10 | 900000
            H1           | 2024-07-31  | 2024-08-10 | 100000
            H1           | 2024-08-31  | 2024-09-10 | 100000
            H1           | 2024-09-30  | 2024-10-10 | 100000
            H1           | 2024-10-31  | 2024-11-10 | 300000
            H1           | 2024-11-30  | 2024-12-10 | 300000
            H1           | 2024-12-31  | 2025-01-10 | 300000
            H1           | 2025-01-31  | 2025-07-10 | 900000
            H2           | 2024-06-30  | 2024-07-10 | 100000
            H2           | 2024-08-31  | 2024-09-10 | 100000
            H2           | 2024-09-30  | 2024-10-10 | 100000
            H2           | 2024-10-31  | 2024-11-10 | 300000
            H2           | 2024-11-30  | 2024-12-10 | 300000
            H2           | 2024-12-31  | 2025-01-10 | 300000
            H2           | 2025-01-31  | 2025-07-10 | 900000
        """,  # H1: deviation of 1,095 around 2,000; H2 has five months on file in the window
        expect={"H1": 0.5477225575, "H2": None, "H3": None},
    ),
)
