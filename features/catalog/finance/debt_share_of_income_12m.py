"""Debt not repaid over the income recorded in the past twelve months."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("debt_open", "income_annualised_12m"),
    value="debt_open / nullif(income_annualised_12m, 0)",
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(zh="未还清借款与年收入之比", en="Debt as a share of a year's income"),
    reason=Text(
        zh="尚欠借款相当于近12个月同期收入的{value:.0%}",
        en="owes {value:.0%} of its income of 12 months",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 100_000),
    privacy=Privacy.FINANCE,
    theme=Theme.DEBT,
    said_from=0.3,
    example=Example(
        values="""
            household_id | debt_open | income_annualised_12m
            H1           | 5000      | 20000
            H2           | 5000      | 0
            H3           | 5000      | -
            H4           | -         | 20000
        """,
        expect={"H1": 0.25, "H2": None, "H3": None, "H4": None},
    ),
)
