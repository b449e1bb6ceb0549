"""The household's water supply is interrupted."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="饮水中断", en="Water supply cut off"),
    reason=Text(zh="家中供水中断，尚未恢复", en="the household's water supply is cut off"),
    of=("water_cut_off",),
    condition="water_cut_off > 0",
    returns_with="drinking_water",
    department=Department.WATER,
    theme=Theme.HOUSING,
    risk="water",
    mended_by="water_repair",
    guarantee=True,
    firing="""
        household_id | water_cut_off
        H1           | 1
    """,
    silent="""
        household_id | water_cut_off
        H1           | 0
        H2           | -
    """,
    source=Text(
        zh="两不愁三保障及饮水安全，应纳尽纳",
        en="the guarantees: schooling, insurance, housing, drinking water",
    ),
)
