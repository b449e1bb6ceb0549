"""The verified 四看法 assessment before the latest one, as one number weighed like assessment_points."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="household_assessments",
    where="verified",
    value="previous(0.2 * house_points + 0.3 * grain_points + 0.3 * labour_points + 0.2 * student_points)",
    unit="points",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="上一次四看法评估总分", en="Points of the assessment before the latest"),
    reason=Text(
        zh="上一次四看法评估得{value:.0f}分（满分100）",
        en="was given {value:.0f} of 100 points at the assessment before the latest",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 100),
    theme=Theme.RECORDS,
    said=False,  # it is the yardstick of assessment_change, not a reason by itself
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
    household_id | happened_on | known_on   | verified | house_points | grain_points | labour_points | student_points
    H1           | 2022-05-01  | 2022-05-10 | true     | 30           | 30           | 30            | 30
    H1           | 2023-05-01  | 2023-05-10 | true     | 100          | 50           | 40            | 90
    H1           | 2024-05-01  | 2024-05-10 | true     | 80           | 80           | 80            | 80
    H1           | 2025-01-01  | 2025-01-10 | false    | 20           | 20           | 20            | 20
    H1           | 2025-06-01  | 2025-07-10 | true     | 90           | 90           | 90            | 90
    H2           | 2024-05-01  | 2024-05-10 | true     | 80           | 80           | 80            | 80
    H2           | 2025-01-01  | 2025-01-10 | false    | 20           | 20           | 20            | 20
        """,
        expect={"H1": 65, "H2": None, "H3": None},
    ),
)
