"""Kilometres by road from the village to the county town."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="areas",
    where="level = 'village'",
    value="latest(kilometres_to_county_town)",
    unit="km",
    direction=Direction.EITHER,  # far from work and clinics, and far from what shops charge
    label=Text(zh="距县城里程", en="Distance to the county town"),
    reason=Text(zh="所在村距县城{value:.0f}公里", en="lives {value:.0f} km from the county town"),
    when_empty=UNKNOWN,
    valid_range=(0, 1_000),
    privacy=Privacy.PUBLIC,
    theme=Theme.AREA,
    said=False,  # nothing to be done about
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            area_code    | happened_on | known_on   | level    | kilometres_to_county_town
            990101001001 | 2015-01-01  | 2015-01-10 | village  | 60
            990101001001 | 2020-01-01  | 2020-01-10 | village  | 40
            990101001000 | 2021-01-01  | 2021-01-10 | township | 30
            990101001002 | 2021-01-01  | 2021-01-10 | village  | 20
            990101001001 | 2025-06-01  | 2025-07-10 | village  | 10
        """,  # every example household lives in village 990101001001
        expect={"H1": 40},
    ),
)
