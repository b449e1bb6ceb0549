"""Share of the last month on file that was wages."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("wage_income_month_latest", "income_month_latest"),
    value="wage_income_month_latest / nullif(income_month_latest, 0)",
    unit="share",
    direction=Direction.EITHER,  # wages are steadier than a small farm and stop more suddenly
    label=Text(zh="最近登记月份工资占比", en="Share of wages in the last month on file"),
    reason=Text(
        zh="最近一个登记月份工资占收入的{value:.0%}",
        en="lived on wages for {value:.0%} of the last month on file",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.WORK,
    said=False,  # a way of living, not a reason
    example=Example(
        values="""
            household_id | wage_income_month_latest | income_month_latest
            H1           | 750                      | 1000
            H2           | 0                        | 0
            H3           | -                        | 1000
        """,
        expect={"H1": 0.75, "H2": None, "H3": None},
    ),
)
