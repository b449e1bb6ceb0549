"""Wages of running registered employments, a year, per equivalent member."""

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("registered_wages_current", "equivalent_members"),
    value="12 * registered_wages_current / nullif(equivalent_members, 0)",
    unit="CNY per head and year",
    direction=Direction.LOWERS_RISK,  # contract and contributions outlast a bad month
    label=Text(zh="人均年正规就业工资", en="Registered wages per head and year"),
    reason=Text(
        zh="正规就业工资人均每年约{value:,.0f}元",
        en="earns about CNY {value:,.0f} per head and year in registered employment",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 10_000_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.WORK,
    said=False,  # a part of income, not a reason
    example=Example(
        values="""
            household_id | registered_wages_current | equivalent_members
            H1 | 600 | 3
            H2 | - | 3
            H3 | 600 | 0
        """,
        expect={"H1": 2400, "H2": None, "H3": None},
    ),
)
