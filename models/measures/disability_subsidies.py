"""The living and the nursing subsidy for disabled persons."""

from features.department import Department
from features.text import Text
from models.measure import Group, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="残疾人两项补贴", en="Disability subsidies"),
    group=Group.SAFETY_NET,
    serves=(RiskType.DISABILITY,),
    eligibility=Text(
        zh="持证残疾人；护理补贴限一、二级", en="A member with a certificate; the nursing subsidy for grades 1 and 2"
    ),
    office=Department.CIVIL_AFFAIRS,
    papers=Text(zh="残疾人证、身份证、银行卡", en="Disability certificate, identity card, bank card"),
    deadline=Text(zh="全年可申请", en="Open all year"),
    needs={"disabled_members": (1.0, None)},
    held_codes=("disability_subsidy",),
)
