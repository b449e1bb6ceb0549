"""Land rented out to others in the latest registration that says so, in mu."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="land",
    value="latest(rented_out_mu)",
    unit="mu",
    direction=Direction.EITHER,  # it brings rent, and it may mean that nobody is left to farm
    label=Text(zh="流转出土地面积", en="Land rented out"),
    reason=Text(zh="流转出土地{value:.1f}亩", en="rents out {value:.1f} mu of its land"),
    when_empty=UNKNOWN,
    valid_range=(0, 5_000),
    theme=Theme.PRODUCTION,
    said=False,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | rented_out_mu
            H1           | 2024-01-01  | 2024-02-01 | 2
            H1           | 2025-01-01  | 2025-02-01 | -
            H1           | 2025-06-01  | 2025-07-01 | 1
            H2           | 2025-01-01  | 2025-02-01 | -
        """,
        expect={"H1": 2, "H2": None, "H3": None},
    ),
)
