"""Pensions drawn as of the day, a year, per equivalent member."""

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("pension_monthly", "equivalent_members"),
    value="12 * pension_monthly / nullif(equivalent_members, 0)",
    unit="CNY per head and year",
    direction=Direction.LOWERS_RISK,  # it comes whatever happens
    label=Text(zh="人均年养老金", en="Pensions per head and year"),
    reason=Text(
        zh="人均每年养老金约{value:,.0f}元",
        en="draws about CNY {value:,.0f} per head and year in pensions",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 10_000_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.SUPPORT,
    said=False,  # support held is no reason
    example=Example(
        values="""
            household_id | pension_monthly | equivalent_members
            H1 | 600 | 3
            H2 | - | 3
            H3 | 600 | 0
        """,
        expect={"H1": 2400, "H2": None, "H3": None},
    ),
)
