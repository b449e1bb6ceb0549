"""Share of the past year's recorded income that is transfers: what the household does not earn itself."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("transfer_income_12m", "income_12m"),
    value="transfer_income_12m / nullif(income_12m, 0)",
    unit="share",
    direction=Direction.EITHER,  # transfers are steady and small
    label=Text(zh="近12个月转移性收入占比", en="Share of transfers in income, past 12 months"),
    reason=Text(
        zh="近12个月收入的{value:.0%}来自补助、养老金和亲友资助",
        en="lived on transfers for {value:.0%} of its income of 12 months",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    privacy=Privacy.FINANCE,
    theme=Theme.SUPPORT,
    said_from=0.5,
    example=Example(
        values="""
            household_id | transfer_income_12m | income_12m
            H1           | 5000                | 20000
            H2           | 0                   | 0
            H3           | -                   | 20000
            H4           | 5000                | -
        """,
        expect={"H1": 0.25, "H2": None, "H3": None, "H4": None},
    ),
)
