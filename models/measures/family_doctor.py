"""A family doctor's contract and medicines for chronic illness on the outpatient list."""

from features.department import Department
from features.text import Text
from models.measure import Group, Measure, Times
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="家庭医生签约与慢病保障", en="Family doctor and chronic-illness care"),
    group=Group.HEALTH,
    serves=(RiskType.ILLNESS, RiskType.DISABILITY),
    eligibility=Text(zh="有慢性病、大病或残疾成员", en="A member has a chronic or major illness or a disability"),
    office=Department.HEALTH,
    papers=Text(zh="身份证、病历或诊断证明", en="Identity card, medical record or diagnosis"),
    deadline=Text(zh="全年可申请", en="Open all year"),
    needs={"chronic_members": (1.0, None)},
    changes={"medical_special_outpatient_1m": Times(0.5)},
    effect=Text(zh="慢病门诊用药得到保障", en="outpatient medicines are covered"),
)
