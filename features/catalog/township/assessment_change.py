"""Points of the latest verified assessment less those of the one before."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("assessment_points", "assessment_points_previous"),
    value="assessment_points - assessment_points_previous",
    unit="points",
    direction=Direction.EITHER,  # at the same points, one who came from more has more to fall back on
    label=Text(zh="四看法评估分数变化", en="Change of points between the last two assessments"),
    reason=Text(
        zh="最近一次四看法评估比上一次变化{value:+.0f}分",
        en="changed by {value:+.0f} points between its last two assessments",
    ),
    when_empty=UNKNOWN,
    valid_range=(-100, 100),
    theme=Theme.RECORDS,
    said_to=-5,
    example=Example(
        values="""
            household_id | assessment_points | assessment_points_previous
            H1           | 60                | 72
            H2           | 60                | -
            H3           | -                 | 72
        """,
        expect={"H1": -12, "H2": None, "H3": None},
    ),
)
