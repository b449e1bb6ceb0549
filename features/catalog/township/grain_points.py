"""Points for grain and production in the latest verified 四看法 assessment, 0 to 100."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="household_assessments",
    where="verified",
    value="latest(grain_points)",
    unit="points",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="四看法粮食得分", en="Grain points of the latest assessment"),
    reason=Text(
        zh="最近一次四看法评估粮食产业得{value:.0f}分（满分100）",
        en="was given {value:.0f} of 100 points for its grain at the latest assessment",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 100),
    theme=Theme.PRODUCTION,
    said_to=60,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | verified | grain_points
            H1           | 2023-05-01  | 2023-05-10 | true     | 80
            H1           | 2024-05-01  | 2024-05-10 | true     | 60
            H1           | 2025-01-01  | 2025-01-10 | false    | 20
            H1           | 2025-06-01  | 2025-07-10 | true     | 90
            H2           | 2025-01-01  | 2025-01-10 | false    | 20
        """,
        expect={"H1": 60, "H2": None},
    ),
)
