"""Cultivated land per member, in mu."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("land_cultivated_mu", "members"),
    value="land_cultivated_mu / nullif(members, 0)",
    unit="mu per head",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="人均耕地面积", en="Cultivated land per head"),
    reason=Text(zh="人均耕地{value:.1f}亩", en="farms {value:.1f} mu per head"),
    reason_of_none=Text(zh="没有登记耕地", en="farms no registered land"),
    when_empty=UNKNOWN,
    valid_range=(0, 5_000),
    theme=Theme.PRODUCTION,
    said_to=1,
    example=Example(
        values="""
            household_id | land_cultivated_mu | members
            H1           | 6                  | 4
            H2           | -                  | 4
            H3           | 6                  | 0
        """,
        expect={"H1": 1.5, "H2": None, "H3": None},
    ),
)
