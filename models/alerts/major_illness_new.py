"""A member was newly registered with a major illness."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="新增大病患者", en="New major illness"),
    reason=Text(
        zh="近12个月新登记{major_illness_new_12m:.0f}名大病患者",
        en="{major_illness_new_12m:.0f} newly registered with a major illness in 12 months",
    ),
    hidden=Text(zh="健康方面有新的情况", en="there is news about health"),
    of=("major_illness_new_12m",),
    condition="major_illness_new_12m > 0",
    evidence="major_illness_new_12m",
    department=Department.HEALTH,
    theme=Theme.MEDICAL,
    risk="illness",
    firing="""
        household_id | major_illness_new_12m
        H1           | 1
    """,
    silent="""
        household_id | major_illness_new_12m
        H1           | 0
        H2           | -
    """,
    source=Text(
        zh="卫健局，大病专项救治新增患者，每月5日前",
        en="health bureau: new patients of the special treatment scheme, by the 5th of each month",
    ),
)
