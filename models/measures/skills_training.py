"""Free vocational training with an allowance, chosen for work that is on offer."""

from features.department import Department
from features.text import Text
from models.measure import Group, Labour, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="技能培训", en="Vocational training"),
    group=Group.WORK,
    serves=(RiskType.WORK, RiskType.PRODUCTION, RiskType.LABOUR, RiskType.OTHER),
    eligibility=Text(
        zh="16周岁以上、有劳动能力和培训意愿的成员", en="A member over 16 who is able to work and willing to learn"
    ),
    office=Department.HUMAN_RESOURCES,
    papers=Text(zh="身份证、培训报名表", en="Identity card, enrolment form"),
    deadline=Text(zh="开班前报名，以人社局通知为准", en="Before the course begins; the bureau's notice decides"),
    labour=Labour.NEEDED,
)
