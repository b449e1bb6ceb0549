"""The latest inspection grades the house C (partly dangerous) or D (dangerous)."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="住房鉴定为危房", en="House graded dangerous"),
    reason=Text(
        zh="住房最近一次鉴定为C级或D级危房",
        en="the latest inspection found the house partly or wholly dangerous (grade C or D)",
    ),
    of=("housing_grade_latest",),
    condition="housing_grade_latest >= 3",
    evidence="housing_grade_latest",
    returns_with="housing_inspections",
    department=Department.HOUSING,
    theme=Theme.HOUSING,
    risk="housing",
    mended_by="house_repair",
    guarantee=True,
    firing="""
        household_id | housing_grade_latest
        H1           | 3
        H2           | 4
    """,
    silent="""
        household_id | housing_grade_latest
        H1           | 2
        H2           | -
    """,
    source=Text(
        zh="两不愁三保障及饮水安全，应纳尽纳",
        en="the guarantees: schooling, insurance, housing, drinking water",
    ),
)
