"""Income of the past year against the year before: 0 is no change, -0.3 a fall by three tenths.

Months not on file yet count like the mean of those that are; below six months on file the change is unknown.
"""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_12m", "income_months_recorded_12m", "income_12m_before_12m"),
    value=(
        "CASE WHEN income_months_recorded_12m >= 6 "
        "THEN income_12m * 12 / income_months_recorded_12m / nullif(income_12m_before_12m, 0) - 1 END"
    ),
    unit="share",
    direction=Direction.EITHER,  # beside the level, a rise from little is not the same as safety
    label=Text(zh="近12个月收入同比变化", en="Change of income against the year before"),
    reason=Text(
        zh="近12个月登记收入比前一年变化{value:+.0%}",
        en="was recorded with an income changed by {value:+.0%} against the year before",
    ),
    when_empty=UNKNOWN,
    valid_range=(-1, 100_000),
    privacy=Privacy.FINANCE,
    theme=Theme.INCOME,
    said_to=-0.1,
    example=Example(
        values="""
            household_id | income_12m | income_months_recorded_12m | income_12m_before_12m
            H1           | 21000      | 12                         | 30000
            H2           | 17500      | 10                         | 30000
            H3           | 10000      | 5                          | 30000
            H4           | 21000      | 12                         | 0
            H5           | -          | 12                         | 30000
        """,  # H2 has ten months on file: 21,000 in twelve
        expect={"H1": -0.3, "H2": -0.3, "H3": None, "H4": None, "H5": None},
    ),
)
