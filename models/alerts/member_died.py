"""A member died within twelve months."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="家庭成员亡故", en="Death in the household"),
    reason=Text(zh="近一年家中有{deaths_past_year:.0f}人亡故", en="{deaths_past_year:.0f} died in the past year"),
    hidden=Text(zh="家庭人口有变化", en="the household's members have changed"),
    of=("deaths_past_year",),
    condition="deaths_past_year > 0",
    evidence="deaths_past_year",
    forgets_after=12,
    department=Department.PUBLIC_SECURITY,
    theme=Theme.MEMBERS,
    risk="labour",
    firing="""
        household_id | deaths_past_year
        H1           | 1
    """,
    silent="""
        household_id | deaths_past_year
        H1           | 0
        H2           | -
    """,
    source=Text(zh="公安局户籍变动", en="population register: counties' lists of departmental warnings"),
)
