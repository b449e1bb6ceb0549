"""A member lost a job within half a year."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="务工失业", en="Job lost"),
    reason=Text(
        zh="近半年有{jobs_lost_half_year:.0f}人失去工作",
        en="{jobs_lost_half_year:.0f} lost a job in the past half year",
    ),
    of=("jobs_lost_half_year",),
    condition="jobs_lost_half_year > 0",
    evidence="jobs_lost_half_year",
    forgets_after=6,
    department=Department.HUMAN_RESOURCES,
    theme=Theme.WORK,
    risk="work",
    firing="""
        household_id | jobs_lost_half_year
        H1           | 1
    """,
    silent="""
        household_id | jobs_lost_half_year
        H1           | 0
        H2           | -
    """,
    source=Text(zh="人社局，月末推送", en="human resources bureau, at the end of each month"),
)
