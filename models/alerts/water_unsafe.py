"""The latest test or inspection found the household's drinking water unsafe."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="饮水安全未解决", en="Unsafe drinking water"),
    reason=Text(
        zh="最近一次检查显示饮水安全未解决",
        en="the latest inspection found the drinking water unsafe",
    ),
    of=("water_unsafe",),
    condition="water_unsafe > 0",
    returns_with="drinking_water",
    department=Department.WATER,
    theme=Theme.HOUSING,
    risk="water",
    mended_by="water_repair",
    guarantee=True,
    firing="""
        household_id | water_unsafe
        H1           | 1
    """,
    silent="""
        household_id | water_unsafe
        H1           | 0
        H2           | -
    """,
    source=Text(
        zh="两不愁三保障及饮水安全，应纳尽纳",
        en="the guarantees: schooling, insurance, housing, drinking water",
    ),
)
