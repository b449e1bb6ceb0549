"""A disaster or accident hurt or killed a member within twelve months."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="家庭成员因灾因意外伤亡", en="Member hurt by disaster or accident"),
    reason=Text(
        zh="近12个月有{persons_hurt_12m:.0f}人因灾害或意外受伤或遇难",
        en="{persons_hurt_12m:.0f} hurt or killed by disaster or accident in 12 months",
    ),
    hidden=Text(zh="遭受灾害或意外", en="suffered a disaster or accident"),
    of=("persons_hurt_12m",),
    condition="persons_hurt_12m > 0",
    evidence="persons_hurt_12m",
    returns_with="disasters",
    department=Department.EMERGENCY,
    theme=Theme.DISASTER,
    risk="accident",
    firing="""
        household_id | persons_hurt_12m
        H1           | 1
    """,
    silent="""
        household_id | persons_hurt_12m
        H1           | 0
        H2           | -
    """,
    source=Text(
        zh="公安交警、刑侦与应急部门",
        en="traffic and criminal police, emergency management: counties' lists of departmental warnings",
    ),
)
