"""Irrigated land in the latest registration that says how much is irrigated, in mu."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="land",
    value="latest(irrigated_mu)",
    unit="mu",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="灌溉耕地面积", en="Irrigated land"),
    reason=Text(zh="可灌溉耕地{value:.1f}亩", en="irrigates {value:.1f} mu of its land"),
    when_empty=UNKNOWN,
    valid_range=(0, 5_000),
    theme=Theme.PRODUCTION,
    said=False,  # land_cultivated_mu says it
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | irrigated_mu
            H1           | 2024-01-01  | 2024-02-01 | 3
            H1           | 2025-01-01  | 2025-02-01 | -
            H1           | 2025-06-01  | 2025-07-01 | 1
            H2           | 2025-01-01  | 2025-02-01 | -
        """,
        expect={"H1": 3, "H2": None, "H3": None},
    ),
)
