"""The logarithm of the last month on file over the one before: 0 is no change, -0.69 a fall by half."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_month_latest", "income_month_previous"),
    value="ln(nullif(income_month_latest, 0) / nullif(income_month_previous, 0))",
    unit="log ratio",
    direction=Direction.EITHER,  # a fall from much leaves more than a rise to little
    label=Text(zh="最近两个登记月份收入变化", en="Change between the last two months on file"),
    reason=Text(
        zh="最近两个登记月份收入对数变化{value:+.2f}",
        en="changed its income by {value:+.2f} (logarithm) between the last two months on file",
    ),
    when_empty=UNKNOWN,
    valid_range=(-20, 20),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.INCOME,
    said=False,  # a logarithm is no sentence; income_fall_3m says it
    example=Example(
        values="""
            household_id | income_month_latest | income_month_previous
            H1           | 2718.281828         | 1000
            H2           | 0                   | 1000
            H3           | 1000                | -
        """,
        expect={"H1": 1, "H2": None, "H3": None},
    ),
)
