"""A written contract with insurance instead of work by the day."""

from features.department import Department
from features.text import Text
from models.measure import Group, Labour, Measure, Plus
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="签订劳动合同、参加社保", en="A written contract and social insurance"),
    group=Group.WORK,
    serves=(RiskType.WORK,),
    eligibility=Text(zh="有成员无合同或打零工", en="A member works without a contract or by the day"),
    office=Department.HUMAN_RESOURCES,
    papers=Text(zh="身份证、用工单位情况", en="Identity card, particulars of the employer"),
    deadline=Text(zh="全年可申请", en="Open all year"),
    labour=Labour.NEEDED,
    needs={"informal_workers": (1.0, None)},
    changes={"registered_workers": Plus(1.0)},
    effect=Text(zh="一名成员签订劳动合同并参保", en="one member has a written contract and insurance"),
)
