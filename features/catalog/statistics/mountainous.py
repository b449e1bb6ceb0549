"""Whether the village lies in the mountains."""

from datetime import date

from features.feature import UNKNOWN, YES_NO, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="areas",
    where="level = 'village'",
    value="latest(CAST(mountainous AS INT))",
    unit=YES_NO,
    direction=Direction.EITHER,
    label=Text(zh="山区村", en="Mountainous"),
    reason=Text(zh="所在村位于山区", en="lives in a mountain village"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    privacy=Privacy.PUBLIC,
    theme=Theme.AREA,
    said=False,  # nothing to be done about
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            area_code    | happened_on | known_on   | level    | mountainous
            990101001001 | 2015-01-01  | 2015-01-10 | village  | false
            990101001001 | 2020-01-01  | 2020-01-10 | village  | true
            990101001000 | 2021-01-01  | 2021-01-10 | township | false
            990101001002 | 2021-01-01  | 2021-01-10 | village  | false
            990101001001 | 2025-06-01  | 2025-07-10 | village  | false
        """,  # every example household lives in village 990101001001
        expect={"H1": 1},
    ),
)
