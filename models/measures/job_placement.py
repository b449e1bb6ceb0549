"""A suitable job found and kept, near or far, through the labour offices of both places."""

from features.department import Department
from features.text import Text
from models.measure import Become, Group, Labour, Measure, Plus
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="推荐务工岗位", en="Placement in a job"),
    group=Group.WORK,
    serves=(RiskType.WORK, RiskType.LABOUR, RiskType.OTHER, RiskType.ACCIDENT),
    eligibility=Text(
        zh="有劳动能力和就业意愿、目前未就业或收入不稳的成员",
        en="A member able and willing to work who has no job or no steady one",
    ),
    office=Department.HUMAN_RESOURCES,
    papers=Text(zh="身份证、求职登记表", en="Identity card, registration as looking for work"),
    deadline=Text(zh="全年可申请", en="Open all year"),
    labour=Labour.NEEDED,
    changes={
        "unemployed_members": Plus(-1.0),
        "months_without_wage_3m": Become(0.0),
        "months_without_wage_12m": Plus(-3.0),
        "employed_members": Plus(1.0),
    },
    effect=Text(zh="一名成员稳定务工", en="one member is in steady work"),
)
