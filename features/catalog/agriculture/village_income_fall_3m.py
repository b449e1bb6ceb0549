"""How far the middle household of the village fell behind its own income of a year before, in the past three months.

Many small falls in one village are a danger that no single household shows.
"""

from features.feature import UNKNOWN, Direction, Example, Feature, Over
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_fall_on_year_3m",),
    value="median(income_fall_on_year_3m)",
    over=Over.VILLAGE,
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(zh="本村近3个月收入同比降幅中位数", en="Village's median fall of income on the year, past 3 months"),
    reason=Text(
        zh="本村住户近3个月月均收入同比普遍下降，中位降幅{value:.0%}",
        en="lives in a village whose middle household earned {value:.0%} less over 3 months than a year before",
    ),
    when_empty=UNKNOWN,
    valid_range=(-100_000, 1),
    theme=Theme.AREA,
    said_from=0.15,
    example=Example(
        values="""
            household_id | village_code | income_fall_on_year_3m
            H1           | 990101001001 | 0.1
            H2           | 990101001001 | 0.3
            H3           | 990101001001 | 0.2
            H4           | 990101001001 | -
            H5           | 990101001002 | -
        """,
        expect={"H1": 0.2, "H4": 0.2, "H5": None},
    ),
)
