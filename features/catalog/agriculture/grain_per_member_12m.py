"""Grain harvested in the past twelve months per member, in kilograms."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("grain_kg_12m", "members"),
    value="grain_kg_12m / nullif(members, 0)",
    unit="kg per head",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="近12个月人均产粮", en="Grain per head, past 12 months"),
    reason=Text(
        zh="近12个月人均产粮{value:,.0f}公斤",
        en="harvested {value:,.0f} kg of grain per head in 12 months",
    ),
    reason_of_none=Text(zh="近12个月没有产粮", en="harvested no grain in 12 months"),
    when_empty=UNKNOWN,
    valid_range=(0, 1_000_000),
    theme=Theme.PRODUCTION,
    said_to=300,
    example=Example(
        values="""
            household_id | grain_kg_12m | members
            H1           | 900          | 3
            H2           | -            | 3
            H3           | 900          | 0
        """,
        expect={"H1": 300, "H2": None, "H3": None},
    ),
)
