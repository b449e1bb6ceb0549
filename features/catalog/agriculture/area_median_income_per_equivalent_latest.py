"""The middle household's yearly income per head in the township, at the rate of each household's last month on file."""

from features.feature import UNKNOWN, Direction, Example, Feature, Over, Scale
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_per_equivalent_latest",),
    value="median(income_per_equivalent_latest)",
    over=Over.TOWNSHIP,
    unit="CNY per head and year",
    direction=Direction.EITHER,  # a rich neighbourhood lends, and leaves the poor behind
    label=Text(
        zh="本乡镇人均年收入中位数（按最近登记月份）",
        en="Township's median yearly income per head, last months on file",
    ),
    reason=Text(
        zh="本乡镇人均年收入中位数约{value:,.0f}元",
        en="lives in a township whose middle household earns about CNY {value:,.0f} per head and year",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 10_000_000),
    from_snapshots=True,
    theme=Theme.AREA,
    said=False,  # the neighbours' income is not the household's own number
    example=Example(
        values="""
            household_id | township_code | income_per_equivalent_latest
            H1           | 990101001000  | 3000
            H2           | 990101001000  | 9000
            H3           | 990101001000  | 6000
            H4           | 990101001000  | -
            H5           | 990101002000  | 1000
        """,
        expect={"H1": 6000, "H4": 6000, "H5": 1000},
    ),
)
