"""The last month on file times twelve, per equivalent member: a yearly income as it looks from there."""

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_month_latest", "equivalent_members"),
    value="12 * income_month_latest / nullif(equivalent_members, 0)",
    unit="CNY per head and year",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="按最近登记月份折算的人均年收入", en="Yearly income per head at the last month's rate"),
    reason=Text(
        zh="按最近登记月份折算，人均年收入约{value:,.0f}元",
        en="earns about CNY {value:,.0f} per head and year at the rate of its last month on file",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 10_000_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.INCOME,
    example=Example(
        values="""
            household_id | income_month_latest | equivalent_members
            H1           | 1500                | 3
            H2           | 1500                | -
            H3           | 1500                | 0
        """,
        expect={"H1": 6000, "H2": None, "H3": None},
    ),
)
