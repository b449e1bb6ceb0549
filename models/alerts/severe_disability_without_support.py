"""A member is severely disabled and the household draws no benefit at all."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="有重度残疾人但未享受保障", en="Severe disability without support"),
    reason=Text(
        zh="有{severely_disabled_members:.0f}名重度残疾人，目前未享受任何保障或补贴",
        en="{severely_disabled_members:.0f} severely disabled, and no benefit or subsidy is drawn",
    ),
    hidden=Text(zh="应享受的保障尚未落实", en="support it may be entitled to is not drawn"),
    of=("severely_disabled_members", "benefits_drawn"),
    condition="severely_disabled_members > 0 AND benefits_drawn = 0",
    evidence="severely_disabled_members",
    department=Department.DISABLED_FEDERATION,
    theme=Theme.MEMBERS,
    risk="disability",
    mended_by="disability_subsidies",
    firing="""
        household_id | severely_disabled_members | benefits_drawn
        H1           | 1                         | 0
    """,
    silent="""
        household_id | severely_disabled_members | benefits_drawn
        H1           | 1                         | 1
        H2           | 0                         | 0
        H3           | 1                         | -
    """,
    source=Text(
        zh="残联，新增及重度残疾人；八必访",
        en="disabled persons' federation: new and severe disability",
    ),
)
