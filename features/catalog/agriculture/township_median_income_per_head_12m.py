"""The middle household's net income per head in the township, past twelve months."""

from features.feature import UNKNOWN, Direction, Example, Feature, Over, Scale
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("net_income_per_head_12m",),
    value="median(net_income_per_head_12m)",
    over=Over.TOWNSHIP,
    unit="CNY per head",
    direction=Direction.EITHER,  # a rich neighbourhood lends, and leaves the poor behind
    label=Text(zh="本乡镇近12个月人均纯收入中位数", en="Township's median net income per head, past 12 months"),
    reason=Text(
        zh="本乡镇近12个月人均纯收入中位数{value:,.0f}元",
        en="lives in a township whose middle household had CNY {value:,.0f} per head in 12 months",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(-5_000_000, 5_000_000),
    theme=Theme.AREA,
    said=False,  # the neighbours' income is not the household's own number
    example=Example(
        values="""
            household_id | village_code | township_code | net_income_per_head_12m
            H1           | 990101001001 | 990101001000  | 3000
            H2           | 990101001002 | 990101001000  | 9000
            H3           | 990101001003 | 990101001000  | 6000
            H4           | 990101002001 | 990101002000  | 1000
        """,
        expect={"H1": 6000, "H2": 6000, "H4": 1000},
    ),
)
