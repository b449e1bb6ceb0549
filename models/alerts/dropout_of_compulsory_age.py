"""A child of compulsory school age is not attending school."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="义务教育阶段失学辍学", en="Child of compulsory age out of school"),
    reason=Text(
        zh="有{dropouts_compulsory_age:.0f}名义务教育阶段子女未在校",
        en="{dropouts_compulsory_age:.0f} of compulsory school age not attending school",
    ),
    hidden=Text(zh="义务教育保障方面需要核实", en="schooling needs to be checked"),
    of=("dropouts_compulsory_age",),
    condition="dropouts_compulsory_age > 0",
    evidence="dropouts_compulsory_age",
    department=Department.EDUCATION,
    theme=Theme.SCHOOLING,
    risk="schooling",
    mended_by="back_to_school",
    guarantee=True,
    firing="""
        household_id | dropouts_compulsory_age
        H1           | 1
    """,
    silent="""
        household_id | dropouts_compulsory_age
        H1           | 0
        H2           | -
    """,
    source=Text(
        zh="两不愁三保障及饮水安全，应纳尽纳",
        en="the guarantees: schooling, insurance, housing, drinking water",
    ),
)
