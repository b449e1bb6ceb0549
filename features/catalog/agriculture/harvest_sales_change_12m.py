"""Sales of crops and animals in the past year against the year before: -0.4 is a fall by four tenths."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("harvest_sales_12m", "harvest_sales_12m_before_12m"),
    value="harvest_sales_12m / nullif(harvest_sales_12m_before_12m, 0) - 1",
    unit="share",
    direction=Direction.LOWERS_RISK,  # at the same sales, one who sold more before had more to lose
    label=Text(zh="近12个月农产品销售同比变化", en="Change of sales against the year before"),
    reason=Text(
        zh="近12个月农产品销售额比前一年变化{value:+.0%}",
        en="sold crops and animals for {value:+.0%} against the year before",
    ),
    when_empty=UNKNOWN,
    valid_range=(-1, 100_000),
    privacy=Privacy.FINANCE,
    theme=Theme.PRODUCTION,
    said_to=-0.1,
    example=Example(
        values="""
            household_id | harvest_sales_12m | harvest_sales_12m_before_12m
            H1           | 6000              | 10000
            H2           | 6000              | 0
            H3           | -                 | 10000
        """,
        expect={"H1": -0.4, "H2": None, "H3": None},
    ),
)
