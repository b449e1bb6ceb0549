"""A disaster damaged the house within twelve months."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="住房因灾受损", en="House damaged"),
    reason=Text(zh="近12个月住房因灾受损", en="the house was damaged by a disaster within 12 months"),
    of=("house_damaged_12m",),
    condition="house_damaged_12m > 0",
    evidence="house_damaged_12m",
    returns_with="disasters",
    department=Department.EMERGENCY,
    theme=Theme.DISASTER,
    risk="housing",
    guarantee=True,
    firing="""
        household_id | house_damaged_12m
        H1           | 1
    """,
    silent="""
        household_id | house_damaged_12m
        H1           | 0
        H2           | -
    """,
    source=Text(
        zh="应急管理局，灾后逐户推送",
        en="emergency management bureau, every household hit, after each event",
    ),
)
