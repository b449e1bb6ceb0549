"""Share of the last month on file that was transfers."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("transfer_income_month_latest", "income_month_latest"),
    value="transfer_income_month_latest / nullif(income_month_latest, 0)",
    unit="share",
    direction=Direction.EITHER,  # transfers are steady and small
    label=Text(zh="最近登记月份转移性收入占比", en="Share of transfers, last month on file"),
    reason=Text(
        zh="最近一个登记月份收入的{value:.0%}来自补助、养老金和亲友资助",
        en="lived on transfers for {value:.0%} of its last month on file",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.SUPPORT,
    said_from=0.5,
    example=Example(
        values="""
            household_id | transfer_income_month_latest | income_month_latest
            H1           | 500                          | 2000
            H2           | 0                            | 0
            H3           | -                            | 2000
            H4           | 500                          | -
        """,
        expect={"H1": 0.25, "H2": None, "H3": None, "H4": None},
    ),
)
