"""The fare to work in another province, paid back once a year."""

from features.department import Department
from features.text import Text
from models.measure import Group, Labour, Measure
from models.risk_type import RiskType

MEASURE = Measure(
    label=Text(zh="外出务工交通补助", en="Fare to work elsewhere"),
    group=Group.WORK,
    serves=(RiskType.WORK,),
    eligibility=Text(zh="跨省务工三个月以上的成员", en="A member who has worked in another province for three months"),
    office=Department.HUMAN_RESOURCES,
    papers=Text(zh="身份证、务工证明或工资流水、车票", en="Identity card, proof of work or wage slips, ticket"),
    deadline=Text(zh="当年12月底前", en="By the end of December"),
    labour=Labour.NEEDED,
    needs={"workers_outside_province": (1.0, None)},
)
