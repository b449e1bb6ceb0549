"""The yearly income per head below which the poorest fifth of the township's households lie, last months on file."""

from features.feature import UNKNOWN, Direction, Example, Feature, Over, Scale
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_per_equivalent_latest",),
    value="quantile_cont(income_per_equivalent_latest, 0.2)",
    over=Over.TOWNSHIP,
    unit="CNY per head and year",
    direction=Direction.EITHER,  # it places the township, not the household
    label=Text(
        zh="本乡镇人均年收入低位（20%分位）",
        en="Township's income per head at the poorest fifth, last months on file",
    ),
    reason=Text(
        zh="本乡镇最低五分之一住户人均年收入不足{value:,.0f}元",
        en="lives in a township whose poorest fifth earns less than CNY {value:,.0f} per head and year",
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
            H1           | 990101001000  | 1000
            H2           | 990101001000  | 2000
            H3           | 990101001000  | 3000
            H4           | 990101001000  | 4000
            H5           | 990101001000  | 5000
            H6           | 990101001000  | 6000
            H7           | 990101002000  | -
        """,
        expect={"H1": 2000, "H6": 2000, "H7": None},
    ),
)
