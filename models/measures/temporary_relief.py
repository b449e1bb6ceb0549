"""A one-off relief payment in a sudden emergency."""

from features.department import Department
from features.text import Text
from models.measure import Group, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="临时救助", en="Temporary relief"),
    group=Group.SAFETY_NET,
    serves=(RiskType.ILLNESS, RiskType.ACCIDENT, RiskType.DISASTER, RiskType.OTHER, RiskType.DISABILITY),
    eligibility=Text(
        zh="因突发事件、意外、重病等基本生活暂时出现严重困难",
        en="A sudden event, accident or grave illness leaves basic life in serious difficulty for a time",
    ),
    office=Department.CIVIL_AFFAIRS,
    papers=Text(zh="申请书、身份证、困难证明材料", en="Application, identity card, proof of the emergency"),
    deadline=Text(
        zh="事发后尽快，紧急情况先救助后补手续", en="Soon after the event; in an emergency help comes before papers"
    ),
    held_codes=("temporary_relief",),
)
