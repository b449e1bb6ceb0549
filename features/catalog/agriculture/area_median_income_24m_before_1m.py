"""The middle household's usual yearly income per head in the township over the two years before the last month."""

from features.feature import UNKNOWN, Direction, Example, Feature, Over, Scale
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_mean_per_equivalent_24m_before_1m",),
    value="median(income_mean_per_equivalent_24m_before_1m)",
    over=Over.TOWNSHIP,
    unit="CNY per head and year",
    direction=Direction.EITHER,  # a rich neighbourhood lends, and leaves the poor behind
    label=Text(
        zh="本乡镇此前24个月人均年收入中位数",
        en="Township's median yearly income per head, 24 months before the last",
    ),
    reason=Text(
        zh="本乡镇此前24个月人均年收入中位数约{value:,.0f}元",
        en="lives in a township whose middle household used to earn about CNY {value:,.0f} per head and year",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 10_000_000),
    from_snapshots=True,
    theme=Theme.AREA,
    said=False,  # the neighbours' income is not the household's own number
    example=Example(
        values="""
            household_id | township_code | income_mean_per_equivalent_24m_before_1m
            H1           | 990101001000  | 3000
            H2           | 990101001000  | 9000
            H3           | 990101001000  | 6000
            H4           | 990101001000  | -
            H5           | 990101002000  | 1000
        """,
        expect={"H1": 6000, "H4": 6000, "H5": 1000},
    ),
)
