"""Enrolment of every member in exactly one medical insurance, the premium subsidised where due."""

from features.department import Department
from features.text import Text
from models.measure import Become, Group, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="参保动员与参保资助", en="Enrolment in medical insurance"),
    group=Group.HEALTH,
    serves=(RiskType.ILLNESS, RiskType.OTHER),
    eligibility=Text(zh="有成员未参加基本医保", en="A member has no basic medical insurance"),
    office=Department.MEDICAL_INSURANCE,
    papers=Text(zh="身份证、户口簿", en="Identity card, household register"),
    deadline=Text(
        zh="集中参保期（一般为9月至次年2月），新生儿等可随时参保",
        en="In the enrolment window (usually September to February); newborns at any time",
    ),
    needs={"members_uninsured": (1.0, None)},
    changes={"members_uninsured": Become(0.0)},
    effect=Text(zh="全家参加基本医保", en="every member is insured"),
)
