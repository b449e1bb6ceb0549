"""Latest price index of the area's leading product, 100 being a year before.

Village, township and county may each have one: the latest counts.
"""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="areas",
    value="latest(leading_industry_price_index)",
    unit="index",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="主导产业价格指数", en="Price index of the leading product"),
    reason=Text(
        zh="当地主导产品价格为去年同期的{value:.0f}%",
        en="lives where the leading product sells at {value:.0f} % of last year's price",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1_000),
    privacy=Privacy.PUBLIC,
    theme=Theme.AREA,
    said_to=90,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            area_code    | happened_on | known_on   | level    | leading_industry_price_index
            990101001001 | 2025-01-01  | 2025-01-10 | village  | 100
            990101001000 | 2025-05-01  | 2025-05-10 | township | 80
            990101002000 | 2025-06-01  | 2025-06-10 | township | 120
            990101001001 | 2025-06-01  | 2025-07-10 | village  | 60
        """,  # the township's is the latest known for village 990101001001
        expect={"H1": 80},
    ),
)
