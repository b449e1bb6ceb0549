"""What own production left over in the past twelve months: its income less its costs; negative is a loss."""

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("business_income_12m", "income_months_recorded_12m", "production_costs_12m"),
    value=(
        "CASE WHEN income_months_recorded_12m >= 6 "
        "THEN business_income_12m * 12 / income_months_recorded_12m - production_costs_12m END"
    ),
    unit="CNY",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近12个月生产经营净收入", en="Net income from own production, past 12 months"),
    reason=Text(
        zh="近12个月生产经营净收入{value:,.0f}元",
        en="was left with CNY {value:,.0f} from its own production in 12 months",
    ),
    reason_of_none=Text(
        zh="近12个月生产经营没有净收入", en="was left with nothing from its own production in 12 months"
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(-20_000_000, 20_000_000),
    privacy=Privacy.FINANCE,
    theme=Theme.PRODUCTION,
    example=Example(
        values="""
            household_id | business_income_12m | income_months_recorded_12m | production_costs_12m
            H1           | 5000                | 12                         | 8000
            H2           | -                   | 12                         | 8000
            H3           | 5000                | 12                         | -
            H4           | 5000                | 6                          | 8000
            H5           | 5000                | 5                          | 8000
        """,  # H4 has half the months on file: 10,000 in twelve
        expect={"H1": -3000, "H2": None, "H3": None, "H4": 2000, "H5": None},
    ),
)
