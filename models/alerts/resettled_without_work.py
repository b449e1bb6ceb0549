"""A resettled household with members able to work has nobody at work."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="易地搬迁户无人就业", en="Resettled, nobody at work"),
    reason=Text(
        zh="易地搬迁户有{labour_members:.0f}名劳动力，目前无人就业",
        en="resettled household with {labour_members:.0f} able to work, nobody at work",
    ),
    of=("employed_members", "self_employed_members", "labour_members", "resettled"),
    condition="resettled > 0 AND labour_members > 0 AND employed_members + self_employed_members = 0",
    evidence="labour_members",
    returns_with="employment_spells",
    department=Department.HUMAN_RESOURCES,
    theme=Theme.WORK,
    risk="work",
    firing="""
        household_id | resettled | labour_members | employed_members | self_employed_members
        H1           | 1         | 2              | 0                | 0
    """,
    silent="""
        household_id | resettled | labour_members | employed_members | self_employed_members
        H1           | 0         | 2              | 0                | 0
        H2           | 1         | 0              | 0                | 0
        H3           | 1         | 2              | 1                | 0
        H4           | 1         | 2              | -                | 0
    """,
    source=Text(
        zh="搬迁安置区一户一人就业；规模性返贫风险",
        en="resettlement sites: at least one at work in every household",
    ),
)
