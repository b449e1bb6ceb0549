"""Cultivated land in the latest registration, in mu (15 mu are a hectare)."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="land",
    value="latest(cultivated_mu)",
    unit="mu",
    direction=Direction.LOWERS_RISK,  # land feeds, whatever happens to wages
    label=Text(zh="耕地面积", en="Cultivated land"),
    reason=Text(zh="登记耕地{value:.1f}亩", en="farms {value:.1f} mu of registered land"),
    reason_of_none=Text(zh="没有登记耕地", en="farms no registered land"),
    when_empty=UNKNOWN,
    valid_range=(0, 5_000),
    theme=Theme.PRODUCTION,
    said_to=3,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | cultivated_mu
            H1           | 2024-01-01  | 2024-02-01 | 5
            H1           | 2025-01-01  | 2025-02-01 | 4
            H1           | 2025-06-01  | 2025-07-01 | 1
            H2           | 2025-06-01  | 2025-07-01 | 1
        """,
        expect={"H1": 4, "H2": None},
    ),
)
