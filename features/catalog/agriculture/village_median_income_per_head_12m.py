"""The middle household's net income per head in the village, past twelve months."""

from features.feature import UNKNOWN, Direction, Example, Feature, Over, Scale
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("net_income_per_head_12m",),
    value="median(net_income_per_head_12m)",
    over=Over.VILLAGE,
    unit="CNY per head",
    direction=Direction.EITHER,  # a rich neighbourhood lends, and leaves the poor behind
    label=Text(zh="本村近12个月人均纯收入中位数", en="Village's median net income per head, past 12 months"),
    reason=Text(
        zh="本村近12个月人均纯收入中位数{value:,.0f}元",
        en="lives in a village whose middle household had CNY {value:,.0f} per head in 12 months",
    ),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(-5_000_000, 5_000_000),
    theme=Theme.AREA,
    said=False,  # the neighbours' income is not the household's own number
    example=Example(
        values="""
            household_id | village_code | net_income_per_head_12m
            H1           | 990101001001 | 3000
            H2           | 990101001001 | 9000
            H3           | 990101001001 | 6000
            H4           | 990101001001 | -
            H5           | 990101001002 | -
        """,
        expect={"H1": 6000, "H4": 6000, "H5": None},
    ),
)
