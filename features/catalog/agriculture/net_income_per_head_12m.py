"""Net income per head of the past twelve months: what came in, less what own production cost, per equivalent member.

The figure that the monitoring line is compared with (人均纯收入). A month that is not on file is unknown and not
without income: see income_annualised_12m.
"""

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_annualised_12m", "production_costs_12m", "equivalent_members"),
    value="(income_annualised_12m - production_costs_12m) / nullif(equivalent_members, 0)",
    unit="CNY per head",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近12个月人均纯收入", en="Net income per head, past 12 months"),
    reason=Text(
        zh="近12个月人均纯收入{value:,.0f}元",
        en="had a net income of CNY {value:,.0f} per head in 12 months",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(-5_000_000, 5_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    example=Example(
        values="""
            household_id | income_annualised_12m | production_costs_12m | equivalent_members
            H1           | 20000                 | 4000                 | 4
            H2           | -                     | 4000                 | 4
            H3           | 20000                 | 4000                 | 0
        """,
        expect={"H1": 4000, "H2": None, "H3": None},
    ),
)
