"""Net income per head of the past twelve months: what came in, less what own production cost, per equivalent member.

The figure that the monitoring line is compared with (人均纯收入). A month that is not on file counts like the mean
of those that are, since it is unknown and not without income; below six months on file the figure is unknown.
"""

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_12m", "income_months_recorded_12m", "production_costs_12m", "equivalent_members"),
    value=(
        "CASE WHEN income_months_recorded_12m >= 6 "
        "THEN (income_12m * 12 / income_months_recorded_12m - production_costs_12m) / nullif(equivalent_members, 0) END"
    ),
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
            household_id | income_12m | income_months_recorded_12m | production_costs_12m | equivalent_members
            H1           | 20000      | 12                         | 4000                 | 4
            H2           | 15000      | 9                          | 4000                 | 4
            H3           | 10000      | 5                          | 4000                 | 4
            H4           | 20000      | 12                         | 4000                 | 0
        """,  # H2 has nine months on file: 20,000 in twelve; H3 has too few to say
        expect={"H1": 4000, "H2": 4000, "H3": None, "H4": None},
    ),
)
