"""What the household spent on its own production in the past twelve months: seed, feed, fertiliser, rent."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="production_costs",
    months=12,
    value="sum(amount_fen) / 100.0",
    unit="CNY",
    direction=Direction.EITHER,  # a large farm costs much and earns much
    label=Text(zh="近12个月生产经营支出", en="Production costs, past 12 months"),
    reason=Text(
        zh="近12个月生产经营支出{value:,.0f}元",
        en="spent CNY {value:,.0f} on its production in 12 months",
    ),
    when_empty=0.0,  # no cost on file: most households produce nothing for sale
    scale=Scale.LINE,
    valid_range=(0, 20_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.PRODUCTION,
    said=False,  # business_net_income_12m says what it left over
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | amount_fen
            H1           | 2024-06-30  | 2024-07-10 | 900000
            H1           | 2024-07-31  | 2024-08-10 | 100000
            H1           | 2025-05-31  | 2025-06-10 | 200000
            H1           | 2025-06-30  | 2025-07-10 | 900000
            H2           | 2024-06-30  | 2024-07-10 | 900000
        """,
        expect={"H1": 3000, "H2": 0},
    ),
)
