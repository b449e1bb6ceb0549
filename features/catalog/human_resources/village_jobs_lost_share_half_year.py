"""Share of the village's households in which somebody lost a job within half a year."""

from features.feature import UNKNOWN, Direction, Example, Feature, Over
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("jobs_lost_half_year",),
    value="avg(CASE WHEN jobs_lost_half_year > 0 THEN 1.0 WHEN jobs_lost_half_year = 0 THEN 0.0 END)",
    over=Over.VILLAGE,
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(
        zh="本村近半年有人失业的住户比例",
        en="Share of the village's households with a job lost in half a year",
    ),
    reason=Text(
        zh="本村近半年有{value:.0%}的住户有人失业",
        en="lives in a village where {value:.0%} of the households lost a job within half a year",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    theme=Theme.AREA,
    said_from=0.1,
    example=Example(
        values="""
            household_id | village_code | jobs_lost_half_year
            H1           | 990101001001 | 2
            H2           | 990101001001 | 0
            H3           | 990101001001 | 0
            H4           | 990101001001 | 0
            H5           | 990101001001 | -
            H6           | 990101001002 | -
        """,
        expect={"H1": 0.25, "H5": 0.25, "H6": None},
    ),
)
