"""A member has no basic medical insurance this year."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="有家庭成员未参保", en="Member without medical insurance"),
    reason=Text(
        zh="有{members_uninsured:.0f}名家庭成员未参加基本医疗保险",
        en="{members_uninsured:.0f} without basic medical insurance",
    ),
    hidden=Text(zh="基本医疗保障方面需要核实", en="medical insurance needs to be checked"),
    of=("members_uninsured",),
    condition="members_uninsured > 0",
    evidence="members_uninsured",
    department=Department.MEDICAL_INSURANCE,
    theme=Theme.MEDICAL,
    mended_by="insurance_enrolment",
    guarantee=True,
    firing="""
        household_id | members_uninsured
        H1           | 1
    """,
    silent="""
        household_id | members_uninsured
        H1           | 0
        H2           | -
    """,
    source=Text(
        zh="两不愁三保障及饮水安全，应纳尽纳",
        en="the guarantees: schooling, insurance, housing, drinking water",
    ),
)
