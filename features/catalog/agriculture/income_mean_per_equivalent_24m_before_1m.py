"""Mean monthly income of the two years before the last month, times twelve, per equivalent member of now."""

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_month_mean_24m_before_1m", "equivalent_members"),
    value="12 * income_month_mean_24m_before_1m / nullif(equivalent_members, 0)",
    unit="CNY per head and year",
    direction=Direction.LOWERS_RISK,  # what was earned before can be earned again
    label=Text(
        zh="此前24个月人均年收入水平",
        en="Usual yearly income per head of the 24 months before the last",
    ),
    reason=Text(
        zh="此前24个月人均年收入约{value:,.0f}元",
        en="earned about CNY {value:,.0f} per head and year in the 24 months before the last",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 10_000_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.INCOME,
    said=False,  # income_per_equivalent_latest says where it stands now
    example=Example(
        values="""
            household_id | income_month_mean_24m_before_1m | equivalent_members
            H1           | 1500 | 3
            H2           | - | 3
            H3           | 1500 | 0
        """,
        expect={"H1": 6000, "H2": None, "H3": None},
    ),
)
